import type { Caller, HubRecord, Purpose, Role } from '@kommunhub/schema';
import { parse } from 'graphql';
import { createCasesSubgraph } from '../../../subgraphs/cases/src/index.js';
import { aCase, aDecision, aPerson, aStaff } from '../../support/small-model.js';
import { falun, gagnef, mora, now, openWorld, type World } from '../../support/two-namnder.js';
import type { Asker, Placement } from './oracle.js';

const nowhere = '2029';
const assignments = ['mine', 'colleague', 'queue'] as const;
const protections = ['INGEN', 'SEKRETESSMARKERING', 'FINGERADE_UPPGIFTER'] as const;
const homes = [
  { of: 'own', source: falun, kommun: '2080' },
  { of: 'agreement', source: gagnef, kommun: '2026' },
  { of: 'other', source: mora, kommun: '2062' },
] as const;

/** A case of the world with everything by which it may be told apart. */
export interface Guarded extends Placement {
  readonly caseNumber: string;
  readonly caseId: string;
  readonly personId: string;
  readonly decisionIds: readonly string[];
  readonly personnummer: string;
  readonly name: string;
  /** Words and numbers that must not be in an answer to one who does not see them. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** Three nämnder with a case of every placement in each, with values that occur once. */
export class GuardedWorld {
  private constructor(
    readonly world: World,
    readonly rows: readonly Guarded[],
  ) {}

  static async open(): Promise<GuardedWorld> {
    const world = await openWorld();
    for (const home of homes) await world.deliver(home.source, recordsOf(home.kommun, home.of));
    await world.agree();
    await world.test.owner.query(
      `insert into hub.samples values ('2080-LSS', '2026-11', 65536, now(), 'issuer', 'subject')`,
    );
    return new GuardedWorld(
      world,
      homes.flatMap(({ of, kommun, source }) =>
        assignments.flatMap((assigned) =>
          protections.map((protection) => guarded(world, { of, assigned, protection }, kommun, source.id)),
        ),
      ),
    );
  }

  async callerOf({ role, purpose, hasBrokenGlass }: Asker): Promise<Caller> {
    const isHandling = role === 'handlaggare';
    const identity = {
      role: role as Role,
      subject: isHandling ? 'asking' : role,
      staffKey: isHandling ? 's1' : null,
    };
    if (hasBrokenGlass !== true) return this.world.member(identity, purpose as Purpose | null, now);
    await this.world.test.owner.query(
      `insert into hub.break_glass select gen_random_uuid(), '2080-LSS', '2080', 'https://login.example', 'asking',
              'handlaggare', 'x', $1::timestamptz, $1::timestamptz + interval '1 hour'`,
      [now],
    );
    return this.world.member(identity, purpose as Purpose, now);
  }

  ask(caller: Caller, text: string, variables: Record<string, unknown> = {}) {
    const { services } = this.world;
    return cases.execute({ document: parse(text), variables, caller, services });
  }
}

const cases = createCasesSubgraph();
const keyOf = ({ assigned, protection }: Omit<Placement, 'of'>) => `${assigned}-${protection.toLowerCase()}`;

/** A number of twelve digits that no other row has. */
function numberOf({ of, assigned, protection }: Placement): string {
  const month = homes.findIndex((home) => home.of === of) + 1;
  const day = assignments.indexOf(assigned) * 3 + protections.indexOf(protection) + 1;
  return `19810${month}0${day}9876`;
}

function secretsOf(placement: Placement): Record<string, string> {
  const key = `${placement.of} ${keyOf(placement)}`;
  return {
    'Person.personnummer': numberOf(placement),
    'Person.name': `Namn ${key}`,
    'Decision.insatsText': `Insatsord ${key}`,
    'Decision.outcomeText': `Utfallsord ${key}`,
    'Execution.provider': `Solglimten ${key}`,
  };
}

function recordsOf(kommunCode: string, of: Placement['of']): HubRecord[] {
  const rows = assignments.flatMap((assigned) =>
    protections.flatMap((protection): HubRecord[] => {
      const placement = { of, assigned, protection };
      const key = keyOf(placement);
      const secrets = secretsOf(placement);
      const handlaggareSourceId = { mine: 's1', colleague: 's2', queue: null }[assigned];
      return [
        aPerson(key, {
          ...{ personnummer: secrets['Person.personnummer']!, name: secrets['Person.name']!, protection },
          personkrets: 'P1',
        }),
        aCase(key, key, { handlaggareSourceId }),
        aDecision(`text-${key}`, key, {
          ...{ insats: 'OKAND', insatsRaw: secrets['Decision.insatsText']! },
          ...{ outcome: 'OKAND', outcomeRaw: secrets['Decision.outcomeText']! },
          level: assigned === 'colleague' ? 'NAMND' : null,
        }),
        aDecision(`home-${key}`, key, { insats: 'LSS_9_9', lagrum: 'LSS 9 § 9' }),
        {
          ...{ kind: 'execution', sourceId: key, kommunCode, decisionSourceId: `home-${key}` },
          ...{
            provider: secrets['Execution.provider']!,
            regi: 'ENSKILD_PLACERING',
            orderedOn: null,
            startedOn: null,
          },
          ...{ endedOn: null, executingKommunCode: nowhere },
        },
      ];
    }),
  );
  return [aStaff('s1'), aStaff('s2'), ...rows].map((record): HubRecord => ({ ...record, kommunCode }));
}

function guarded(world: World, placement: Placement, kommun: string, source: string): Guarded {
  const keys = world.test.keyRing.namndKeys(`${kommun}-LSS`);
  const key = keyOf(placement);
  const id = (kind: 'case' | 'person' | 'decision', of: string) => keys.opaqueId(kind, kommun, source, of);
  const secrets = secretsOf(placement);
  return {
    ...placement,
    ...{ caseNumber: `LSS-${key}`, caseId: id('case', key), personId: id('person', key) },
    decisionIds: [id('decision', `text-${key}`), id('decision', `home-${key}`)],
    ...{ personnummer: secrets['Person.personnummer']!, name: secrets['Person.name']!, secrets },
  };
}
