import { Session } from '@kommunhub/subgraph-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codesOf, openWorld, type World } from '../../../../test/support/two-namnder.js';
import { loadAgreements, loadDelegationOrders } from '../store/load-files.js';
import { createDelegationSubgraph } from '../subgraph.js';

const header =
  'kommun;namnd;version;antagen;giltig_fran;giltig_till;nummer;arendetyp;arendetyp_text;lagrum;niva;delegat;ersattare;extern_kommun;villkor;vidaredelegation;anmalan;anmarkning';
const head = (kommun: string, namnd: string, version: string, adopted: string, from: string, to = '') =>
  [kommun, namnd, version, adopted, from, to].join(';');
const point = (number: string, kinds: string, more = ';;;') =>
  `${number};${kinds};Ledsagarservice;LSS 9 § 3;HANDLAGGARE;LSS-handläggare${more};nej;ALLA;`;
const aFile = (...rows: string[]): string => [header, ...rows].join('\n');

const falunV1 = head('2080', '2080-LSS', '1', '2024-01-10', '2024-02-01');
const falunV2 = head('2080', 'omvårdnadsnämnden', '2', '2026-01-10', '2026-02-01');
const moraV1 = head('2034', '2062-LSS', '1', '2025-01-10', '2025-02-01', '2026-12-31');

const delegation = createDelegationSubgraph();

describe('delegation orders through the graph', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.drop());

  const region = () => world.caller('region', 'STATISTIK');
  const ask = (text: string, variables = {}, caller = region()) =>
    world.ask(delegation, caller, text, variables);
  const load = (text: string, dryRun = false) =>
    loadDelegationOrders(world.test.database, text, { now: new Date('2026-11-22T12:00:00Z'), dryRun });
  const fates = async (text: string, dryRun = false) =>
    (await load(text, dryRun)).orders.map(({ fate }) => fate);

  it('stores a file once: the same again changes nothing, a new mapping changes its version, a new version is new', async () => {
    const first = aFile(
      `${falunV1};${point('1', 'D07', ';Chef;2081;BELOPP_MAX=5000|SAMRAD_MED=jurist')}`,
      `${falunV1};${point('2', '')}`,
    );
    const second = aFile(`${falunV2};${point('1', 'D07 D09')}`);
    expect(await fates(first, true)).toEqual(['INSERTED']);
    expect(await fates(first)).toEqual(['INSERTED']);
    const rows =
      'select xmin::text, imported_at from delegation.orders union all select xmin::text, null from delegation.points';
    const before = (await world.test.owner.query(rows)).rows;
    expect(await fates(first)).toEqual(['UNCHANGED']);
    expect((await world.test.owner.query(rows)).rows).toEqual(before);
    expect(await fates(second)).toEqual(['INSERTED']);
    expect(await fates(aFile(`${falunV2};${point('1', 'D07')}`, `${falunV2};${point('2', 'D09')}`))).toEqual([
      'UPDATED',
    ]);
  });

  it('takes a gemensam nämnd’s order once for all its kommuner', async () => {
    const text = aFile(
      `${moraV1};${point('1', 'D07')}`,
      `${moraV1.replace('2034', '2039')};${point('1', 'D07')}`,
    );
    expect(await fates(text)).toEqual(['INSERTED']);
    const other = aFile(
      `${moraV1};${point('1', 'D07')}`,
      `${moraV1.replace('2034', '2039')};${point('1', 'D08')}`,
    );
    expect((await load(other)).faults).toMatchObject([{ row: 3, column: 'version', code: 'ROWS_DISAGREE' }]);
  });

  it('stores nothing of a file with a fault, as a nämnd that the hub does not know', async () => {
    const { orders, faults } = await load(
      aFile(
        `${head('2026', '2026-LSS', '9', '2024-01-10', '2024-02-01')};${point('1', 'D07')}`,
        `${head('2026', 'Okänd nämnd', '1', '2024-01-10', '2024-02-01')};${point('1', 'D07')}`,
      ),
    );
    expect([orders, faults.map(({ row, column }) => [row, column])]).toEqual([[], [[3, 'namnd']]]);
    expect(
      (await world.test.owner.query(`select 1 from delegation.orders where namnd_id = '2026-LSS'`)).rows,
    ).toEqual([]);
  });

  it('lists what is in force on a day, and all versions without one', async () => {
    const versions = async (args: string) => {
      const { data, errors } = await ask(`{ delegationOrders${args} { version kommun { name } } }`);
      expect(errors).toBeUndefined();
      return (
        data as { delegationOrders: { version: string; kommun: { name: string } }[] }
      ).delegationOrders.map(({ version, kommun }) => `${kommun.name} ${version}`);
    };
    expect(await versions('')).toEqual(['Mora 1', 'Falun 2', 'Falun 1']);
    expect(await versions('(on: "2024-06-01")')).toEqual(['Falun 1']);
    expect(await versions('(kommunCodes: ["2039", "2026"])')).toEqual(['Mora 1']);
  });

  it('gives a kommun the order in force: of two the one adopted last, and a joint one in every kommun', async () => {
    const references = ['2080', '2039', '2026'].map((code) => ({ __typename: 'Kommun', code }));
    const { data, errors } = await ask(
      `query ($references: [_Any!]!) { _entities(representations: $references) { ... on Kommun { name
        delegationOrder { version } earlier: delegationOrder(on: "2025-06-01") { version }
        later: delegationOrder(on: "2027-06-01") { version } } } }`,
      { references },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      _entities: [
        {
          name: 'Falun',
          delegationOrder: { version: '2' },
          earlier: { version: '1' },
          later: { version: '2' },
        },
        { name: 'Älvdalen', delegationOrder: { version: '1' }, earlier: { version: '1' }, later: null },
        { name: 'Gagnef', delegationOrder: null, earlier: null, later: null },
      ],
    });
  });

  it('shows everything of the points', async () => {
    const { data, errors } = await ask(`{ delegationOrders(kommunCodes: ["2080"], on: "2025-01-01") {
      version adoptedOn validFrom validTo pointCount unmappedCount namnd { id name } kommuner { name }
      points { ordinal number kinds { code name } kindText lagrum level delegate deputy externalKommun { name }
        conditions { type value unit } subDelegation reporting note } } }`);
    expect(errors).toBeUndefined();
    const shared = {
      ...{
        kindText: 'Ledsagarservice',
        lagrum: ['LSS 9 § 3'],
        level: 'HANDLAGGARE',
        delegate: 'LSS-handläggare',
      },
      ...{ subDelegation: false, reporting: 'ALLA', note: null },
    };
    expect(data).toEqual({
      delegationOrders: [
        {
          ...{ version: '1', adoptedOn: '2024-01-10', validFrom: '2024-02-01', validTo: null },
          ...{ pointCount: 2, unmappedCount: 1, kommuner: [{ name: 'Falun' }] },
          namnd: { id: '2080-LSS', name: 'Omvårdnadsnämnden' },
          points: [
            {
              ...{ ...shared, ordinal: 1, number: '1', kinds: [{ code: 'D07', name: 'Ledsagarservice' }] },
              ...{ deputy: 'Chef', externalKommun: { name: 'Borlänge' } },
              conditions: [
                { type: 'BELOPP_MAX', value: expect.stringMatching(/^5000(\.00)?$/), unit: 'KRONOR' },
                { type: 'SAMRAD_MED', value: 'jurist', unit: 'FRITEXT' },
              ],
            },
            {
              ...shared,
              ordinal: 2,
              number: '2',
              kinds: [],
              deputy: null,
              externalKommun: null,
              conditions: [],
            },
          ],
        },
      ],
    });
  });

  describe('importing through the graph', () => {
    const importing = (csv: string, dryRun: boolean, caller = world.caller('it', 'TEKNIK')) =>
      ask(
        `mutation ($csv: String!, $dryRun: Boolean) { importDelegationOrder(csv: $csv, dryRun: $dryRun) {
          stored orders { version pointCount fate } faults { row column code } } }`,
        { csv, dryRun },
        caller,
      );
    const falunV3 = aFile(
      `${head('2080', '2080-LSS', '3', '2026-11-01', '2027-01-01')};${point('1', 'D07')}`,
    );
    const versions = async () =>
      (
        await world.test.owner.query<{ version: string }>(
          `select version from delegation.orders where namnd_id = '2080-LSS' order by 1`,
        )
      ).rows.map(({ version }) => version);

    it('is for the IT of the own nämnd; a dry run stores nothing', async () => {
      const orders = [{ version: '3', pointCount: 1, fate: 'INSERTED' }];
      expect((await importing(falunV3, true)).data).toEqual({
        importDelegationOrder: { stored: false, orders, faults: [] },
      });
      expect(await versions()).toEqual(['1', '2']);
      expect((await importing(falunV3, false)).data).toEqual({
        importDelegationOrder: { stored: true, orders, faults: [] },
      });
      expect(await versions()).toEqual(['1', '2', '3']);
    });

    it('tells the faults of a file and stores nothing of it', async () => {
      const { data } = await importing(
        falunV3.replace('HANDLAGGARE', 'REKTOR').replace('2080-LSS;3', '2080-LSS;4'),
        false,
      );
      expect(data).toEqual({
        importDelegationOrder: {
          ...{ stored: false, orders: [] },
          faults: [{ row: 2, column: 'niva', code: 'VALUE_INVALID' }],
        },
      });
      expect(await versions()).toEqual(['1', '2', '3']);
    });

    it.each([
      ['another nämnd’s order', 'it', '2026-LSS'],
      ['a handläggare', 'handlaggare', '2080-LSS'],
      ['the region', 'region', null],
    ] as const)('is refused for %s', async (_title, role, namndId) => {
      const text = falunV3.replace('2080-LSS;3', '2080-LSS;5');
      expect(codesOf(await importing(text, false, world.caller(role, null, namndId)))).toEqual(['FORBIDDEN']);
      expect(await versions()).toEqual(['1', '2', '3']);
    });
  });

  it('cannot be written past the graph for another nämnd: the row rules refuse', async () => {
    const { database, keyRing } = world.test;
    const session = new Session({ database, keyRing, caller: world.caller('it', 'TEKNIK') });
    const insert = `insert into delegation.orders values ('2026', 'x', '2026-LSS', '1', '2026-01-01', '2026-01-01', null, now(), '')`;
    await expect(session.query(insert)).rejects.toThrow(/row-level security/);
    await session.abandon();
    const region = new Session({ database, keyRing, caller: world.caller('region', null) });
    expect(await region.query('update delegation.orders set version = version returning id')).toEqual([]);
    await region.close();
  });

  it('loads agreements from a file, all or none, and the same once', async () => {
    const text =
      'avtal;hem_kommun;utforande_kommun;arendetyper;giltig_fran;giltig_till;anmarkning\nLSS;2026;2080;D07;2025-01-01;;\n';
    const { database, owner } = world.test;
    expect(await loadAgreements(database, text)).toEqual({ faults: [], stored: 1 });
    expect(await loadAgreements(database, text)).toEqual({ faults: [], stored: 1 });
    expect((await loadAgreements(database, `${text}LSS;2026;2026;D07;2025-01-01;;\n`)).stored).toBe(0);
    expect((await owner.query('select kinds from hub.agreements')).rows).toEqual([{ kinds: ['D07'] }]);
    expect(world.unexpected).toEqual([]);
  });
});
