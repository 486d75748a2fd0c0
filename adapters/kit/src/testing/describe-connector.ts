import { HubError } from '@kommunhub/schema';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type AnyConnector,
  type Connector,
  isRejected,
  type ReadRequest,
  type RejectedRow,
  type Row,
} from '../connector/connector.js';

/** A table as the fixture shall write it in the form of its source. */
export interface WrittenTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A source of one kind, made for one test. */
export interface ConnectorFixture<Settings, Origin> {
  readonly connector: Connector<Settings, Origin>;
  readonly settings: Settings;
  readonly folder: string;
  /** Where each table was put, by name; a name that was not written gives a place where nothing is. */
  from(table: string): Origin;
  remove(): Promise<void>;
}

export type MakeFixture<Settings, Origin> = (
  tables: Readonly<Record<string, WrittenTable>>,
) => Promise<ConnectorFixture<Settings, Origin>>;

const people: WrittenTable = {
  header: ['Id', 'Namn', 'Anteckning', 'Ort'],
  rows: [
    ['1', 'Åsa Öberg', 'rad ett\nrad två', 'Älvdalen'],
    ['2', '', 'säger "hej"; och, går|\tbort', 'Falun'],
    ['', '', '', ''],
    ['4', 'Sentinel Hemlig', '', 'Mora'],
  ],
};

const column = (name: string, aliases: readonly string[] = [], optional = false) => ({
  name,
  aliases,
  optional,
});

/** The promises of {@link Connector} as tests; every connector runs them on a source of its own kind. */
export function describeConnector<Settings, Origin>(
  name: string,
  makeFixture: MakeFixture<Settings, Origin>,
): void {
  describe(`${name} keeps the promises of a connector`, () => {
    const made: ConnectorFixture<Settings, Origin>[] = [];
    afterEach(async () => {
      for (const fixture of made.splice(0)) await fixture.remove();
    });

    const make = async (tables: Readonly<Record<string, WrittenTable>> = { people }) => {
      const fixture = await makeFixture(tables);
      made.push(fixture);
      const request = (...columns: ReturnType<typeof column>[]): ReadRequest<Origin> => ({
        folder: fixture.folder,
        tables: Object.keys(tables).map((table) => ({ name: table, from: fixture.from(table), columns })),
      });
      const read = async (asked: ReadRequest<Origin>) => {
        const rows: (Row | RejectedRow)[] = [];
        for await (const row of fixture.connector.read(fixture.settings, asked)) rows.push(row);
        return rows;
      };
      const check = (asked: ReadRequest<Origin>) => fixture.connector.check(fixture.settings, asked);
      return { fixture, request, read, check };
    };
    const cellsOf = (rows: readonly (Row | RejectedRow)[]) =>
      rows.map((row) => (isRejected(row) ? null : row.cells));

    it('hands over every row with its text unchanged, blank rows too', async () => {
      const { request, read } = await make();
      const rows = await read(request(column('Id'), column('Namn'), column('Anteckning')));
      expect(cellsOf(rows)).toEqual(
        people.rows.map(([Id = '', Namn = '', Anteckning = '']) => ({ Id, Namn, Anteckning })),
      );
    });

    it('hands over no column that was not asked for', async () => {
      const { request, read } = await make();
      const rows = await read(request(column('Ort')));
      expect(JSON.stringify(rows)).not.toContain('Sentinel');
    });

    it('finds columns by name, wherever they stand', async () => {
      const turned = { header: people.header.toReversed(), rows: people.rows.map((row) => row.toReversed()) };
      const { request, read } = await make({ people: turned });
      const rows = await read(request(column('Id'), column('Ort')));
      expect(cellsOf(rows)[0]).toEqual({ Id: '1', Ort: 'Älvdalen' });
    });

    it('knows a column by an alias and regardless of case and spaces', async () => {
      const { request, read } = await make();
      const rows = await read(request(column('Person', ['ID']), column('ort ')));
      expect(cellsOf(rows)[0]).toEqual({ Person: '1', 'ort ': 'Älvdalen' });
    });

    it('refuses a source without a column it needs, naming all such columns and no value', async () => {
      const { request, read, check } = await make();
      const asked = request(column('Id'), column('Namn'), column('Personkrets'), column('Lagrum'));
      for (const attempt of [read, check]) {
        const error = await attempt(asked).then(
          () => null,
          (reason: unknown) => reason,
        );
        expect(error).toBeInstanceOf(HubError);
        const { code, faults } = error as HubError;
        expect(code).toBe('SOURCE_REFUSED');
        expect(faults.map(({ message }) => message).join()).toMatch(/Personkrets.*Lagrum/s);
        expect(JSON.stringify(faults)).not.toContain('Sentinel');
      }
    });

    it('reads a source that lacks an optional column, and says so', async () => {
      const { request, read, check } = await make();
      const asked = request(column('Id'), column('Personkrets', [], true));
      expect(cellsOf(await read(asked))[0]).toEqual({ Id: '1' });
      expect((await check(asked))[0]?.absent).toEqual(['Personkrets']);
    });

    it('tells which headers were found and which are not read', async () => {
      const { request, check } = await make();
      const [table] = await check(request(column('Person', ['Id'])));
      expect(table?.found).toEqual([{ column: 'Person', header: 'Id' }]);
      expect(table?.ignored).toEqual(['Namn', 'Anteckning', 'Ort']);
    });

    it('reads tables in the order of the request, each row under its table', async () => {
      const { request, read } = await make({ second: people, first: people });
      const rows = await read(request(column('Id')));
      expect(rows.map(({ table }) => table)).toEqual([...Array(4).fill('second'), ...Array(4).fill('first')]);
    });

    it('gives each row a place of its own and the same rows at a second reading', async () => {
      const { request, read } = await make();
      const first = await read(request(column('Id')));
      expect(new Set(first.map(({ place }) => place.row)).size).toBe(first.length);
      expect(await read(request(column('Id')))).toEqual(first);
    });

    it('gives no rows from a source that has a header only', async () => {
      const { request, read } = await make({ people: { ...people, rows: [] } });
      expect(await read(request(column('Id')))).toEqual([]);
    });

    it('can be left in the middle', async () => {
      const { fixture, request } = await make();
      for await (const row of fixture.connector.read(fixture.settings, request(column('Id')))) {
        expect(row.table).toBe('people');
        break;
      }
    });

    it('says that a source which is not there is unavailable', async () => {
      const { fixture, read, check } = await make();
      const tables = [{ name: 'gone', from: fixture.from('gone'), columns: [column('Id')] }];
      for (const attempt of [read, check]) {
        const reached = attempt({ folder: fixture.folder, tables });
        await expect(reached).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
      }
    });

    it('is a connector for any registry', async () => {
      const { fixture } = await make();
      const connector: AnyConnector = fixture.connector;
      expect(connector.settingsSchema.safeParse(fixture.settings).success).toBe(true);
      expect(connector.originSchema.safeParse(fixture.from('people')).success).toBe(true);
    });
  });
}
