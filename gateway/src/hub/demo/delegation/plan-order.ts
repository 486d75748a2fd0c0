import { type DecisionKind, type DecisionLevel, decisionLevelTerms } from '@kommunhub/schema';
import { type Day, dateOf, dayOf, yearOf } from '../calendar.js';
import { homeKommuner, performingKommunCode } from '../data/dalarna.js';
import { type DelegationPractice, delegationPractice, unmappedMatters } from '../data/delegation-practice.js';
import type { DemoNamnd } from '../data/namnder.js';
import type { SeededRandom } from '../seeded-random.js';
import type { DemoOrder, DemoPoint } from './demo-order.js';

/** Kinds that nämnder most often leave out: the nämnd itself then decides (SAKNAS in a comparison). */
const oftenMissing: readonly DecisionKind[] = ['D06', 'D16', 'D17', 'D19', 'D21', 'D22', 'D24'];

/** Kinds that the joint LSS office in Falun decides for the others. */
const externalKinds: readonly DecisionKind[] = [
  'D01',
  'D04',
  'D07',
  'D08',
  'D09',
  'D10',
  'D11',
  'D15',
  'D23',
];

/** SoL 2025:400 came into force: older orders had their references changed that day. */
const newSolAct = dayOf('2025-07-01');

type Draft = Omit<DemoPoint, 'number'>;

/** Invents the delegation order of a nämnd, within what published orders show. */
export function planOrder(namnd: DemoNamnd, today: Day, random: SeededRandom): DemoOrder {
  const validFrom = today - random.between(900, 2_400);
  const adoptedOn = validFrom - random.between(5, 40);
  const missing = random.shuffled(oftenMissing).slice(0, random.between(1, 3));
  const kept = delegationPractice.filter(({ kind }) => !missing.includes(kind));
  const own = kept.map((practice) => ownPoint(practice, adoptedOn, random));
  const drafts = [
    ...joinAlike(own),
    ...random.shuffled(unmappedMatters).slice(0, random.between(1, 3)).map(unmappedPoint),
    ...peculiarities(namnd),
    ...externalPoints(namnd, random),
  ];
  return {
    namnd,
    version: `${yearOf(adoptedOn)}:${random.between(1, 3)}`,
    adoptedOn: dateOf(adoptedOn),
    validFrom: dateOf(validFrom),
    points: numbered(drafts),
    ownLevels: new Map(own.flatMap(({ kinds, level }) => kinds.map((kind) => [kind, level] as const))),
  };
}

function ownPoint(
  { kind, lagrum, levels, wordings, conditions }: DelegationPractice,
  adoptedOn: Day,
  random: SeededRandom,
): Draft {
  const level = random.pick(levels);
  return {
    ...point([kind], random.pick(wordings), level),
    lagrum: lagrum.replaceAll(' | ', '|'),
    conditions: random.pick(conditions),
    // KL 7 kap. 6 §: only a förvaltningschef may pass the mandate on.
    subDelegation: level === 'FORVALTNINGSCHEF' && random.chance(0.7),
    reporting: random.pick(['ALLA', 'ALLA', 'ALLA', 'URVAL', 'INTE']),
    note: kind === 'D23' && adoptedOn < newSolAct ? 'Lagrum ändrat 2025-07-01' : '',
  };
}

/** Joins the ordinary insatser with the same level and conditions, as "Insatser enligt 9 § 3–5" in real orders. */
function joinAlike(drafts: readonly Draft[]): Draft[] {
  const joinable = new Set<string>(['D07', 'D09', 'D11', 'D15']);
  const joined = new Map<string, Draft>();
  for (const draft of drafts) {
    const isJoinable = draft.kinds.every((kind) => joinable.has(kind));
    const key = isJoinable ? `${draft.level} ${draft.conditions}` : draft.kinds.join(' ');
    const before = joined.get(key);
    joined.set(
      key,
      before
        ? {
            ...before,
            kinds: [...before.kinds, ...draft.kinds],
            kindText: `${before.kindText}; ${draft.kindText.charAt(0).toLowerCase()}${draft.kindText.slice(1)}`,
            lagrum: `${before.lagrum}|${draft.lagrum}`,
          }
        : draft,
    );
  }
  return [...joined.values()];
}

function unmappedPoint([kindText, lagrum, level]: (typeof unmappedMatters)[number]): Draft {
  return { ...point([], kindText, level), lagrum, reporting: 'INTE' };
}

/** What a comparison should find: one oddity in each of a few orders. */
function peculiarities({ kommunCodes }: DemoNamnd): Draft[] {
  switch (kommunCodes[0]) {
    case '2081':
      // Tiering, not contradiction: few hours by the handläggare, more by somebody above.
      return [
        {
          ...point(['D02'], 'Assistans upp till tjugo timmar i veckan', 'HANDLAGGARE'),
          lagrum: 'LSS 9 § 2',
          conditions: 'ENDAST_BIFALL|TIMMAR_VECKA_MAX=20',
        },
      ];
    case '2083':
      // Cites the act that SoL 2025:400 replaced.
      return [
        {
          ...point(['D23'], 'Bistånd till personer med funktionsnedsättning', 'HANDLAGGARE'),
          lagrum: 'SoL 2001:453 4 kap. 1 §',
          note: 'Lagrum ska ses över',
        },
      ];
    case '2084':
      // Passed on by somebody who may not (KL 7 kap. 6 §).
      return [
        {
          ...point(['D14'], 'Köp av plats vid tillfälligt behov', 'VERKSAMHETSCHEF'),
          lagrum: 'LSS 17 §',
          conditions: 'TID_MAX_MANADER=3',
          subDelegation: true,
        },
      ];
    case '2085':
      // The same matter, no condition, two levels.
      return [
        { ...point(['D18'], 'Pröva om överklagande kom i tid', 'HANDLAGGARE'), lagrum: 'FL 45 §' },
        { ...point(['D18'], 'Avvisa överklagande', 'ENHETSCHEF'), lagrum: 'FL 45 §' },
      ];
    default:
      return [];
  }
}

/** Names the employees of Falun in the orders of those that share LSS and sjuklöner with it (KL 9 kap. 37 §). */
function externalPoints({ kommunCodes }: DemoNamnd, random: SeededRandom): Draft[] {
  if (!homeKommuner.some(({ code }) => code === kommunCodes[0])) return [];
  const external = { externalKommunCode: performingKommunCode, deputy: '', reporting: 'ALLA' } as const;
  const limit = random.pick(['BELOPP_MAX=15000', 'BELOPP_MAX=25000', '']);
  return [
    {
      ...point(externalKinds, 'Ärenden som det gemensamma LSS-kontoret handlägger', 'HANDLAGGARE'),
      ...external,
      lagrum: 'KL 9 kap. 37 §|LSS 9 §',
      delegate: 'LSS-handläggare i Falun',
    },
    {
      ...point(['D02', 'D03'], 'Assistans som det gemensamma LSS-kontoret handlägger', 'FORSTE_HANDLAGGARE'),
      ...external,
      lagrum: 'KL 9 kap. 37 §|LSS 9 § 2',
      delegate: 'Förste handläggare i Falun',
      conditions: 'SAMRAD_MED=hemkommunens chef',
    },
    {
      ...point(['D05'], 'Sjuklön som handläggs i Falun', 'HANDLAGGARE'),
      ...external,
      lagrum: 'KL 9 kap. 37 §|LSS 9 § 2',
      delegate: 'Sjuklönehandläggare i Falun',
      conditions: limit,
    },
  ];
}

function point(kinds: readonly DecisionKind[], kindText: string, level: DecisionLevel): Draft {
  return {
    ...{ kinds, kindText, level, lagrum: '', conditions: '', note: '' },
    delegate: decisionLevelTerms[level].name,
    deputy: level === 'HANDLAGGARE' ? 'Annan handläggare' : '',
    externalKommunCode: null,
    subDelegation: false,
    reporting: 'ALLA',
  };
}

/** Own matters stand in chapter 4, what others decide in chapter 9. */
function numbered(drafts: readonly Draft[]): DemoPoint[] {
  const own = drafts.filter(({ externalKommunCode }) => externalKommunCode === null);
  const external = drafts.filter(({ externalKommunCode }) => externalKommunCode !== null);
  return [
    ...own.map((draft, index) => ({ number: `4.${Math.floor(index / 8) + 1}.${(index % 8) + 1}`, ...draft })),
    ...external.map((draft, index) => ({ number: `9.${index + 1}`, ...draft })),
  ];
}
