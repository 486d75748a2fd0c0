import { SeededRandom } from '../../gateway/src/hub/demo/seeded-random.js';
import {
  type ExecutionRecord,
  type HubRecord,
  type Insatskod,
  insatser,
  type PersonRecord,
  type Subtype,
} from '../../schema/src/index.js';
import { aCase, aDecision, aPerson } from '../support/small-model.js';
import {
  type History,
  heldHistories,
  plainHistory,
  silentHistories,
  type ToldDecision,
} from './histories.js';
import type { Inhabitant } from './nation.js';
import { kommunInsatser } from './official-2021.js';

type Regi = Pick<ExecutionRecord, 'regi' | 'executingKommunCode'>;

/** How an execution may be told that is in the kommun's own supply, and one that is not. */
const regi = (kommunCode: string): { readonly own: readonly Regi[]; readonly external: readonly Regi[] } => ({
  own: [
    { regi: 'EGEN_REGI', executingKommunCode: null },
    { regi: 'EXTERN_UPPHANDLAD', executingKommunCode: null },
    { regi: 'LOV', executingKommunCode: null },
    { regi: 'EGEN_REGI', executingKommunCode: kommunCode },
    { regi: null, executingKommunCode: null },
  ],
  external: [
    { regi: 'ENSKILD_PLACERING', executingKommunCode: null },
    { regi: 'ANNAN_KOMMUN', executingKommunCode: null },
    { regi: 'EGEN_REGI', executingKommunCode: kommunCode === '1480' ? '1481' : '1480' },
  ],
});

const subtypesOf: Readonly<Partial<Record<Insatskod, readonly (Subtype | null)[]>>> = {
  LSS_9_2: ['UTFORD_AV_KOMMUN', 'EKONOMISKT_STOD', 'TILLFALLIG_UTOKNING', 'INVANTAN_PA_FK', null],
  LSS_9_6: ['KORTTIDSHEM', 'STODFAMILJ', 'LAGER', null],
  LSS_9_8: ['FAMILJEHEM', 'BOSTAD_SARSKILD_SERVICE'],
  LSS_9_9: ['GRUPPBOSTAD', 'SERVICEBOSTAD', 'ANNAN_SARSKILT_ANPASSAD'],
};

/**
 * Tells of people as a case system would: what they hold on the day of the
 * register by all the ways there are, among much that nobody holds on that
 * day. Every record of one person stands together.
 */
export class NationRecords {
  private readonly random: SeededRandom;
  private turns: number;

  /** `label` says which telling it is: the same label tells the same. */
  constructor(label: string) {
    this.random = new SeededRandom(1_993_387).fork(label);
    this.turns = this.random.between(0, 1000);
  }

  /** Records of somebody of the register. */
  of(person: Inhabitant): readonly HubRecord[] {
    const told = person.holdings.map((held) => ({
      ...{ ...held, subtype: this.subtypeOf(held.insats) },
      history: this.random.chance(0.7) ? plainHistory : this.next(heldHistories),
    }));
    const silent = this.random.chance(0.15) ? [this.silent(person)] : [];
    const record = this.personOf(person);
    return [...this.tell(record, [...told, ...silent]), ...this.again(record, told[0])];
  }

  /** Now and then somebody stands twice in the files, known by the number: one person all the same. */
  private again(person: PersonRecord, told: Told | undefined): readonly HubRecord[] {
    if (told === undefined || person.personnummer === null || !this.random.chance(0.01)) return [];
    const twin = { ...person, sourceId: `${person.sourceId}-igen` };
    return this.tell(twin, [{ ...told, isExternal: false, history: plainHistory }]);
  }

  /** Somebody of the kommun who has a case and is not in the register. */
  bystander(kommunCode: string, number: number): readonly HubRecord[] {
    const sex = this.random.pick(['KVINNA', 'MAN', 'OKAND'] as const);
    const person = { kommunCode, sex, key: `${kommunCode}-x${number}`, holdings: [] };
    const record = aPerson(person.key, {
      ...{ kommunCode, sex, name: `Granne ${number}`, idType: 'SAKNAS', personnummer: null },
      ...{ birthYear: this.random.between(1930, 2019), personkrets: this.random.pick(['P1', 'P3', null]) },
    });
    const histories = Array.from({ length: this.random.between(0, 3) }, () => this.silent(person));
    return this.tell(record, histories);
  }

  private silent({ holdings }: Pick<Inhabitant, 'holdings'>): Told {
    const free = kommunInsatser.filter((insats) => holdings.every((held) => held.insats !== insats));
    const insats = this.random.pick(free);
    const isExternal = this.random.chance(0.1);
    return { insats, isExternal, subtype: this.subtypeOf(insats), history: this.next(silentHistories) };
  }

  private subtypeOf(insats: Insatskod): Subtype | null {
    return this.random.pick(subtypesOf[insats] ?? [null]);
  }

  private next(histories: readonly History[]): History {
    this.turns += 1;
    return histories[this.turns % histories.length]!;
  }

  private personOf(person: Inhabitant): PersonRecord {
    const { key, kommunCode, sex, birthYear, personkrets, personnummer } = person;
    return aPerson(key, {
      ...{ kommunCode, sex, birthYear, personkrets, personnummer, name: `Invånare ${key}` },
      idType: personnummer === null ? 'SAKNAS' : 'PERSONNUMMER',
      protection: this.random.chance(0.007) ? 'SEKRETESSMARKERING' : 'INGEN',
    });
  }

  private tell(person: PersonRecord, told: readonly Told[]): HubRecord[] {
    const { kommunCode, sourceId: key } = person;
    const hasOther = told.some(({ history }) => history.decisions.some(({ inOtherCase }) => inOtherCase));
    const cases = ['a', ...(hasOther ? ['b'] : [])].map((letter) =>
      aCase(`${key}${letter}`, key, { kommunCode, status: 'VERKSTALLS', openedOn: '2019-01-15' }),
    );
    const decisions = told.flatMap((one, place) =>
      one.history.decisions.flatMap((decision, index) =>
        this.decided(`${key}-${place}-${index}`, person, one, decision),
      ),
    );
    return [person, ...cases, ...decisions];
  }

  private decided(
    id: string,
    { kommunCode, sourceId: key }: PersonRecord,
    held: Told,
    { executions, inOtherCase, regi: override, ...told }: ToldDecision,
  ): HubRecord[] {
    const insats = told.insats ?? held.insats;
    const decision = aDecision(id, `${key}${inOtherCase ? 'b' : 'a'}`, {
      ...{ kommunCode, subtype: insats === held.insats ? held.subtype : null },
      ...told,
      insats,
      insatsRaw: insats === 'OKAND' ? 'Lokal insats' : null,
      outcomeRaw: told.outcome === 'OKAND' ? 'Lokalt utfall' : null,
      lagrum: insats === 'OKAND' ? 'Okänt' : (insatser[insats].lagrum ?? 'SoL'),
    });
    const isOthers = override === undefined ? held.isExternal : override === 'EXTERNAL';
    const ways = regi(kommunCode)[isOthers ? 'external' : 'own'];
    const executed = executions.flatMap(({ startedOn, endedOn, interruptions = [] }, index): HubRecord[] => [
      {
        ...{ kind: 'execution', sourceId: `${id}-${index}`, kommunCode, decisionSourceId: id },
        ...{ provider: 'Solhem', orderedOn: null, startedOn, endedOn, ...this.random.pick(ways) },
      },
      ...interruptions.map(
        ([from, to], turn): HubRecord => ({
          ...{ kind: 'interruption', sourceId: `${id}-${index}-${turn}`, kommunCode },
          ...{
            executionSourceId: `${id}-${index}`,
            startedOn: from,
            endedOn: to,
            cause: null,
            causeRaw: null,
          },
        }),
      ),
    ]);
    return [decision, ...executed];
  }
}

interface Told {
  readonly insats: Insatskod;
  readonly isExternal: boolean;
  readonly subtype: Subtype | null;
  readonly history: History;
}
