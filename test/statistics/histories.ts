import type { DecisionOutcome, Insatskod, Subtype } from '../../schema/src/index.js';

/** What the files tell of one insats: decisions with their executions and the interruptions in these. */
export interface History {
  readonly title: string;
  readonly decisions: readonly ToldDecision[];
}

export interface ToldDecision {
  readonly insats?: Insatskod | 'OKAND';
  readonly subtype?: Subtype;
  readonly outcome?: DecisionOutcome | 'OKAND';
  readonly decidedOn: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly executions: readonly ToldExecution[];
  /** Told in a second case of the person. */
  readonly inOtherCase?: boolean;
  /** By whom it is executed, where that is not as the insats is held on the day. */
  readonly regi?: 'OWN' | 'EXTERNAL';
}

interface ToldExecution {
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly interruptions?: readonly (readonly [startedOn: string, endedOn: string | null])[];
}

const before = '2021-09-30';
const day = '2021-10-01';
const after = '2021-10-02';

const running: ToldExecution = { startedOn: '2019-04-01', endedOn: null };
const open = { decidedOn: '2019-03-01', validFrom: '2019-03-01', validTo: null } as const;

function one(title: string, changes: Partial<ToldDecision>): History {
  return { title, decisions: [{ ...open, executions: [running], ...changes }] };
}
const executed = (title: string, ...executions: ToldExecution[]) => one(title, { executions });
const interrupted = (title: string, startedOn: string, endedOn: string | null) =>
  executed(title, { ...running, interruptions: [[startedOn, endedOn]] });

/** The usual one. */
export const plainHistory: History = one('decided and given for years', {});

/** Histories by which the insats is held on 1 October 2021 (domain.md 2.4), all of them at an edge. */
export const heldHistories: readonly History[] = [
  executed('begins on the day', { startedOn: day, endedOn: null }),
  executed('ends on the day', { startedOn: '2020-01-01', endedOn: day }),
  executed('begins and ends on the day', { startedOn: day, endedOn: day }),
  one('decision valid to the day', { validTo: day }),
  one('decision valid from the day', { decidedOn: '2021-09-15', validFrom: day }),
  one('decision valid on the day alone', { validFrom: day, validTo: day }),
  one('validity not recorded', { validFrom: null }),
  one('partly granted', { outcome: 'DELVIS_BIFALL' }),
  one('decided in a leap year on the 29th', { decidedOn: '2020-02-29', validFrom: '2020-02-29' }),
  interrupted('interruption that ended the day before', '2021-08-01', before),
  interrupted('interruption that begins the day after', after, null),
  executed('interrupted before and after', {
    ...running,
    interruptions: [
      ['2020-02-01', '2020-03-01'],
      ['2021-09-01', before],
      [after, '2021-12-01'],
    ],
  }),
  executed('given again after a pause', { startedOn: '2019-04-01', endedOn: '2020-12-31' }, running),
  executed(
    'two executions at once, one interrupted',
    { ...running, interruptions: [['2021-09-01', '2021-11-01']] },
    { startedOn: '2021-09-01', endedOn: null },
  ),
  {
    title: 'renewed on the day',
    decisions: [
      { ...open, validTo: before, executions: [{ ...running, endedOn: before }], regi: 'EXTERNAL' },
      {
        decidedOn: '2021-09-20',
        validFrom: day,
        validTo: '2023-09-30',
        executions: [{ startedOn: day, endedOn: null }],
      },
    ],
  },
  {
    title: 'two decisions at once, told once',
    decisions: [
      { ...open, validTo: '2021-12-31', executions: [running], regi: 'OWN' },
      {
        decidedOn: '2021-09-01',
        validFrom: '2021-09-01',
        validTo: null,
        executions: [{ startedOn: '2021-09-01', endedOn: null }],
      },
    ],
  },
  {
    title: 'the same in two cases',
    decisions: [
      { ...open, executions: [running] },
      { ...open, executions: [running], inOtherCase: true, regi: 'OWN' },
    ],
  },
  {
    title: 'refused more of it later',
    decisions: [
      { ...open, executions: [running] },
      { decidedOn: '2021-06-01', validFrom: null, validTo: null, outcome: 'AVSLAG', executions: [] },
    ],
  },
];

/** Histories that put nobody in the register on that day, whatever insats they are of. */
export const silentHistories: readonly History[] = [
  executed('begins the day after', { startedOn: after, endedOn: null }),
  executed('ended the day before', { startedOn: '2019-04-01', endedOn: before }),
  executed('ordered, not begun', { startedOn: null, endedOn: null }),
  executed('granted, never executed'),
  one('decision expired the day before, still executed', { validTo: before }),
  one('decision valid from the day after, executed early', { decidedOn: '2021-09-15', validFrom: after }),
  interrupted('interrupted on the day alone', day, day),
  interrupted('interruption from the day', day, null),
  interrupted('interruption to the day', '2021-07-01', day),
  interrupted('interruption without end', '2021-09-01', null),
  executed('two interruptions that meet over the day', {
    ...running,
    interruptions: [
      ['2021-08-01', before],
      [day, '2021-10-20'],
    ],
  }),
  executed(
    'two executions with the day between them',
    { startedOn: '2019-04-01', endedOn: before },
    { startedOn: after, endedOn: null },
  ),
  one('refused', { outcome: 'AVSLAG', validFrom: null, executions: [] }),
  one('refused, yet with an execution', { outcome: 'AVSLAG' }),
  one('turned away', { outcome: 'AVVISNING', validFrom: null, executions: [] }),
  one('written off', { outcome: 'AVSKRIVNING', validFrom: null, executions: [] }),
  one('ended by decision', { outcome: 'UPPHORANDE' }),
  one('changed by decision', { outcome: 'ANDRING' }),
  one('outcome unknown', { outcome: 'OKAND' }),
  one('insats unknown', { insats: 'OKAND' }),
  one('sjukvikarie', { insats: 'LSS_9_2', subtype: 'SJUKVIKARIE' }),
  one('råd och stöd in the files of a kommun', { insats: 'LSS_9_1' }),
  one('boendestöd by SoL', { insats: 'SOL_BOENDESTOD' }),
  one('bostad by SoL', { insats: 'SOL_BOSTAD_SARSKILT_STOD' }),
];
