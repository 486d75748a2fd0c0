import { BadInputError, ForbiddenError } from '@kommunhub/schema';
import { parse } from 'graphql';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aCaller } from '../../../../test/support/callers.js';
import {
  aPerson,
  aSource,
  CreateSmallModel1795348899000,
  rowsOf,
  smallSpecs,
} from '../../../../test/support/small-model.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { createOpenRun } from '../ingest/open-run.js';
import { connectionType } from '../relay/connection-type.js';
import { CursorCodec } from '../relay/cursor-codec.js';
import { type Page, pageOf } from '../relay/page.js';
import { buildSubgraph, type Subgraph } from './build-subgraph.js';
import type { SubgraphContext } from './context.js';
import { Key, Shareable } from './directives.js';
import { batchLoader, oneForEach } from './loaders.js';
import { keyOf } from './reference-resolvers.js';
import { DateScalar, DecimalScalar } from './scalars.js';
import type { HubServices } from './services.js';

interface Row {
  readonly id: string;
  readonly birth_year: number | null;
}

const createLoaders = ({ session }: Pick<SubgraphContext, 'session'>) => ({
  persons: batchLoader<string, Row | null>(async (ids) =>
    oneForEach(
      ids,
      await session.query<Row>('select id, birth_year from small.persons where id = any ($1)', [ids]),
      (row) => row.id,
    ),
  ),
});
type Context = SubgraphContext<ReturnType<typeof createLoaders>>;

@Key('id')
@ObjectType('TestPerson', { description: 'Person.' })
class TestPerson {
  @Field(() => ID) id!: string;
}

@Key('code', { resolvable: false })
@ObjectType('TestStub')
class TestStub {
  @Shareable()
  @Field(() => ID)
  code!: string;
}

const PersonConnection = connectionType('TestPerson', TestPerson);
const codec = new CursorCodec(Buffer.alloc(32));

@Resolver(() => TestPerson)
class TestPersonResolver {
  @FieldResolver(() => String, { nullable: true })
  async birthYear(@Root() person: TestPerson, @Ctx() { loaders, session }: Context): Promise<string | null> {
    const row = await loaders.persons.load(person.id);
    const read = { entity: 'Person', namndId: '2080-LSS', kommunCode: '2080', fields: ['birthYear'] };
    session.recordRead({ ...read, ids: [person.id] });
    return row?.birth_year?.toString() ?? null;
  }

  @Query(() => PersonConnection)
  async testPersons(@Ctx() { session }: Context): Promise<object> {
    const rows = await session.query<Row>('select id from small.persons order by id');
    const request = { first: 2, after: null, codec, list: 'persons' };
    const count = async () => (await session.query('select id from small.persons')).length;
    const page: Page<TestPerson> = pageOf(
      request,
      rows,
      (row) => [row.id],
      (row) => ({ id: row.id }),
      count,
    );
    return new PersonConnection(page);
  }

  @Query(() => String)
  testEcho(
    @Arg('on', () => DateScalar) on: string,
    @Arg('amount', () => DecimalScalar) amount: string,
  ): string {
    return `${on} ${amount}`;
  }

  @Query(() => String, { nullable: true })
  async testFailure(@Arg('how') how: string, @Ctx() { session }: Context): Promise<string> {
    if (how === 'statement') await session.query('select $1::date', ['199001010017']);
    if (how === 'forbidden') throw new ForbiddenError('Only a chef may do this.');
    if (how === 'faults') {
      throw new BadInputError('Two faults.', { faults: [{ path: 'a', code: 'X', message: 'Too long.' }] });
    }
    throw new Error('secret 199001010017');
  }

  @Mutation(() => String)
  async testChange(@Arg('fail') fail: boolean, @Ctx() { session }: Context): Promise<string> {
    const read = { entity: 'Change', namndId: '2080-LSS', kommunCode: '2080', ids: [], fields: [] };
    session.recordRead(read);
    await session.query('select 1');
    if (fail) throw new BadInputError('No.');
    return 'done';
  }
}

let test: TestDatabase;
let subgraph: Subgraph;
let services: HubServices;
let ids: string[];
const reported: { id: string; error: unknown }[] = [];
const statements: string[] = [];

beforeAll(async () => {
  test = await createTestDatabase({
    migrations: [CreateSmallModel1795348899000],
    onStatement: (statement) => statements.push(statement),
  });
  const run = await createOpenRun(test.database, test.keyRing, smallSpecs)(aSource());
  await run.write(
    rowsOf(aPerson('p1', { birthYear: 1990 }), aPerson('p2', { birthYear: 1991 }), aPerson('p3')),
  );
  await run.finish(null);
  const keys = test.keyRing.namndKeys('2080-LSS');
  ids = ['p1', 'p2', 'p3'].map((key) => keys.opaqueId('person', '2080', 'falun-test', key));
  services = {
    database: test.database,
    keyRing: test.keyRing,
    clock: () => new Date('2026-01-15T12:00:00Z'),
    onUnexpectedError: (id, error) => reported.push({ id, error }),
  };
  subgraph = buildSubgraph({
    name: 'test',
    resolvers: [TestPersonResolver],
    orphanedTypes: [TestStub],
    referenceResolvers: {
      TestPerson: (representations) =>
        representations.map((representation) => {
          const id = keyOf(representation, 'id');
          if (id === 'broken') return new ForbiddenError('Not this one.');
          return id === 'unknown' ? null : Object.freeze({ id });
        }),
    },
    createLoaders,
  });
});
afterAll(() => test.drop());
beforeEach(() => {
  reported.length = 0;
  statements.length = 0;
});

const ask = (text: string, variables: Record<string, unknown> = {}, caller = aCaller()) =>
  subgraph.execute({ document: parse(text), variables, caller, services });

const byReference = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on TestPerson { id birthYear } } }`;
const personReferences = (...keys: unknown[]) => ({
  representations: keys.map((id) => ({ __typename: 'TestPerson', id })),
});

describe('a subgraph', () => {
  it('prints its SDL with the federation directives in use, stubs included', () => {
    expect(subgraph.sdl).toContain(
      'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])',
    );
    expect(subgraph.sdl).toContain('type TestPerson @key(fields: "id")');
    expect(subgraph.sdl).toContain('type TestStub @key(fields: "code", resolvable: false)');
    expect(subgraph.sdl).not.toContain('_entities');
  });

  it('answers references in their order with one statement, errors beside answers', async () => {
    const result = await ask(byReference, personReferences(ids[1], 'unknown', 'broken', ids[0], 7));
    expect(result.data).toEqual({
      _entities: [{ id: ids[1], birthYear: '1991' }, null, null, { id: ids[0], birthYear: '1990' }, null],
    });
    expect(statements).toHaveLength(1);
    expect(result.errors?.map((error) => [error.path?.[1], error.extensions.code])).toEqual([
      [2, 'FORBIDDEN'],
      [4, 'BAD_INPUT'],
    ]);
  });

  it('logs the fetch in the audit log', async () => {
    await ask(byReference, personReferences(ids[0], ids[1]), aCaller({ operationId: 'fetch' }));
    const { rows } = await test.owner.query(`select ids from audit.entries where operation_id = 'fetch'`);
    expect(rows).toEqual([{ ids: [ids[0], ids[1]] }]);
  });

  it('has no data when the log cannot be written', async () => {
    await test.owner.query('revoke insert on audit.entries from hub_app');
    const result = await ask(byReference, personReferences(ids[0]));
    await test.owner.query('grant insert on audit.entries to hub_app');
    expect(result.data).toBeNull();
    expect(result.errors?.[0]?.extensions.code).toBe('AUDIT_UNAVAILABLE');
    expect(JSON.stringify(result)).not.toContain('1990');
  });

  it('counts a list only when asked', async () => {
    const page = await ask('{ testPersons { nodes { id } pageInfo { hasNextPage } } }');
    expect(page.data).toMatchObject({ testPersons: { pageInfo: { hasNextPage: true } } });
    expect(statements).toHaveLength(1);
    const counted = await ask('{ testPersons { totalCount edges { cursor } } }');
    expect(counted.data).toMatchObject({ testPersons: { totalCount: 3 } });
    expect(statements).toHaveLength(3);
  });

  it('keeps code, message and faults of errors that are meant for somebody', async () => {
    const forbidden = await ask('{ testFailure(how: "forbidden") }');
    expect(forbidden.data).toEqual({ testFailure: null });
    expect(forbidden.errors?.[0]).toMatchObject({
      message: 'Only a chef may do this.',
      path: ['testFailure'],
      extensions: { code: 'FORBIDDEN' },
    });
    const faults = await ask('{ testFailure(how: "faults") }');
    expect(faults.errors?.[0]?.extensions).toEqual({
      code: 'BAD_INPUT',
      faults: [{ path: 'a', code: 'X', message: 'Too long.' }],
    });
  });

  it('says of anything else only an id, under which it is reported whole', async () => {
    const result = await ask('{ testFailure(how: "otherwise") }');
    expect(JSON.stringify(result)).not.toContain('secret');
    const id = result.errors?.[0]?.extensions.id;
    expect(result.errors?.[0]?.extensions.code).toBe('INTERNAL');
    expect(reported).toEqual([{ id, error: expect.objectContaining({ message: 'secret 199001010017' }) }]);
  });

  it('says of a failed statement once, where it failed, and gives nothing of the fetch', async () => {
    const result = await ask('{ testPersons { nodes { id } } testFailure(how: "statement") }');
    expect(result.errors).toMatchObject([{ path: ['testFailure'], extensions: { code: 'INTERNAL' } }]);
    expect([result.data, reported.length]).toEqual([null, 1]);
  });

  it('takes dates and decimals as text and repeats no bad value', async () => {
    const echo = 'query ($on: Date!, $amount: Decimal!) { testEcho(on: $on, amount: $amount) }';
    const good = await ask(echo, { on: '2024-02-29', amount: '-12.500000' });
    expect(good).toEqual({ data: { testEcho: '2024-02-29 -12.500000' } });
    for (const variables of [
      { on: '2023-02-29', amount: '1' },
      { on: '199001010017', amount: '199001010017,5' },
      { on: '2024-02-29', amount: 199001010017.5 },
      { on: '2024-02-29' },
    ]) {
      const result = await ask(echo, variables);
      expect(result.errors?.[0]?.extensions.code).toBe('BAD_INPUT');
      expect(JSON.stringify(result)).not.toMatch(/199001010017|2023-02-29/);
    }
    const literal = await ask('{ testEcho(on: "199001010017", amount: "1") }');
    expect(JSON.stringify(literal)).not.toContain('199001010017');
    expect(literal.errors?.[0]?.extensions.code).toBe('BAD_INPUT');
  });

  it('keeps nothing of a failed mutation', async () => {
    const entries = async () =>
      (await test.owner.query(`select from audit.entries where entity = 'Change'`)).rows.length;
    const failed = await ask('mutation { testChange(fail: true) }');
    expect(failed.data).toBeNull();
    expect(await entries()).toBe(0);
    expect((await ask('mutation { testChange(fail: false) }')).data).toEqual({ testChange: 'done' });
    expect(await entries()).toBe(1);
  });

  it('fails a fetch that cannot reach the database with a code', async () => {
    const broken = {
      ...services,
      database: {
        ...test.database,
        app: {
          createQueryRunner: () => {
            throw new Error('gone');
          },
        },
      },
    };
    const result = await subgraph.execute({
      document: parse('{ testPersons { nodes { id } } }'),
      caller: aCaller(),
      services: broken as unknown as HubServices,
    });
    expect(result.data).toBeNull();
    expect(result.errors?.[0]?.extensions.code).toBe('INTERNAL');
  });
});
