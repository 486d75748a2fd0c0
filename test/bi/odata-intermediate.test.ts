import { columnsOf, statisticTableById } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conformanceItems } from '../../gateway/src/bi/odata/conformance.js';
import { everyRow } from './every-row.js';
import { odataQuestions } from './odata-questions.js';
import { ServedTables } from './served-tables.js';

let served: ServedTables;
beforeAll(async () => {
  served = await ServedTables.start();
});
afterAll(() => served?.stop());

const { get, json, statusOf, rowsOf } = odataQuestions(() => served);
const insatser = columnsOf(statisticTableById('insatser')!);

describe('OData 4.0 intermediate conformance (Protocol 13.1.2)', () => {
  it('I1 follows every MUST of the minimal level', () => {
    const minimal = conformanceItems.filter(({ id, demand }) => id.startsWith('M') && demand === 'MUST');
    expect(minimal.filter(({ answer }) => answer !== 'FOLLOWED')).toEqual([]);
  });

  it('I2 parses every option of the grammar that it supports, and says where it could not', async () => {
    const refusal = await json('insatser?$filter=antal eq 1)');
    expect(refusal.error.message).toMatch(/^\$filter, character 11: /);
  });

  it('I3 supports $select', async () => {
    const page = await json('insatser?$select=antal,%20period&$top=2');
    expect(page['@odata.context']).toBe(`${served.url}/odata/v4/$metadata#insatser(period,antal)`);
    for (const row of page.value) expect(Object.keys(row)).toEqual(['period', 'antal']);
    expect(Object.keys((await rowsOf('insatser?$select=*&$top=1'))[0]!)).toHaveLength(insatser.length);
    expect(Object.keys((await rowsOf('insatser?$select=antal,*&$top=1'))[0]!)).toHaveLength(insatser.length);
  });

  it('I4 has no derived types', async () => {
    expect(await (await get('$metadata')).text()).not.toContain('BaseType');
    expect(await statusOf('insatser/kommunhub.statistik.InsatserRad')).toBe(404);
  });

  it('I5 supports $top', async () => {
    expect(await rowsOf('insatser?$top=7')).toHaveLength(7);
    expect(await json('insatser?$top=0')).toMatchObject({ value: [] });
    expect((await json('insatser?$top=7'))['@odata.nextLink']).toBeUndefined();
  });

  it('I6 supports /$value on properties', async () => {
    const [row] = await rowsOf("insatser?$filter=antal gt 0 and plats eq 'Falun'&$top=1");
    const key = encodeURIComponent(String(row?.rad));
    const value = await get(`insatser('${key}')/antal/$value`);
    expect(value.headers.get('content-type')).toBe('text/plain;charset=utf-8');
    expect(await value.text()).toBe(String(row?.antal));
    expect(await json(`insatser('${key}')/plats`)).toEqual({
      '@odata.context': `${served.url}/odata/v4/$metadata#insatser('${key}')/plats`,
      value: 'Falun',
    });
    expect(await statusOf(`insatser('${key}')/nothing/$value`)).toBe(404);
  });

  it('I7.1 supports eq and ne on every property', async () => {
    const [sample] = await rowsOf('insatser?$filter=antal gt 0&$top=1');
    const total = Number(await (await get('insatser/$count')).text());
    for (const { name, type } of insatser) {
      const value = sample?.[name] ?? null;
      const literal =
        value !== null && type === 'string' ? `'${String(value).replaceAll("'", "''")}'` : value;
      const count = async (op: string) =>
        Number(
          await (
            await get(`insatser/$count?$filter=${encodeURIComponent(`${name} ${op} ${literal}`)}`)
          ).text(),
        );
      const [equal, other] = [await count('eq'), await count('ne')];
      expect([name, equal > 0, equal + other]).toEqual([name, true, total]);
    }
  });

  it('I7.2 supports parameter aliases in $filter', async () => {
    const plain = await rowsOf("insatser?$filter=period eq '2025' and antal gt 900");
    expect(plain.length).toBeGreaterThan(0);
    expect(await rowsOf("insatser?$filter=period eq @p and antal gt @n&@p='2025'&@n=900")).toEqual(plain);
  });

  it('I7.3 supports gt, ge, lt, le, and, or, not, in and parentheses', async () => {
    const all = await everyRow(served.world.tables, { table: 'insatser' });
    const antal = (row: Record<string, unknown>) => (row.antal === null ? Number.NaN : Number(row.antal));
    const asked: readonly (readonly [string, (row: Record<string, unknown>) => boolean])[] = [
      ["kon eq 'KVINNA' and antal ge 500", (row) => row.kon === 'KVINNA' && antal(row) >= 500],
      ['antal lt 100 or antal gt 900', (row) => antal(row) < 100 || antal(row) > 900],
      ['not (antal le 800)', (row) => !(antal(row) <= 800)],
      [
        "period in ('2025','2026Q3') and undertryckt eq false",
        (row) => ['2025', '2026Q3'].includes(String(row.period)) && !row.undertryckt,
      ],
      [
        "period ge '2026' and period lt '2026Q3'",
        (row) => String(row.period) >= '2026' && String(row.period) < '2026Q3',
      ],
      ['antal eq null', (row) => row.antal === null],
      ['skal ne null and not undertryckt', (row) => row.skal !== null && !row.undertryckt],
      ['slappt gt 2026-10-15', (row) => String(row.slappt) > '2026-10-15'],
    ];
    for (const [filter, holds] of asked) {
      const rows = await rowsOf(`insatser?$filter=${encodeURIComponent(filter)}`);
      expect([filter, rows.length]).toEqual([filter, all.filter(holds).length]);
    }
  });

  it('I7.4 supports contains, startswith and endswith', async () => {
    const places = async (filter: string) =>
      new Set(
        (await rowsOf(`insatser?$select=plats&$filter=${encodeURIComponent(filter)}`)).map(
          ({ plats }) => plats,
        ),
      );
    expect(await places("contains(plats,'Å\" & ')")).toEqual(new Set(['Falun, "Å" & grannar; syd']));
    expect(await places("startswith(plats,'Fal')")).toEqual(new Set(['Falun', 'Falun, "Å" & grannar; syd']));
    expect(await places("endswith(plats,'län') and platsniva eq 'LAN'")).toEqual(
      new Set(['Övriga i Dalarnas län']),
    );
  });

  it('I7.5 answers a filter inside $expand with 501', async () => {
    expect(await statusOf('insatser?$expand=rader($filter=antal eq 1)')).toBe(501);
  });

  it('I8 publishes its model at $metadata', async () => {
    expect(await statusOf('$metadata')).toBe(200);
  });

  it('I9 has the JSON format', async () => {
    expect(await statusOf('insatser?$top=1', { accept: 'application/json' })).toBe(200);
  });

  it('I10 takes basic authentication, and asks for it', async () => {
    const stranger = await fetch(`${served.url}/odata/v4/`);
    expect(stranger.headers.get('www-authenticate')).toContain('Basic realm="kommunhub", charset="UTF-8"');
    expect(served.authorization).toMatch(/^Basic /);
    expect(await statusOf('')).toBe(200);
  });

  it('I11 answers $search with 501', async () => {
    expect(await statusOf('insatser?$search=Falun')).toBe(501);
    expect(await statusOf('insatser/$count?$search=Falun')).toBe(501);
  });

  it('I12 supports $skip', async () => {
    const rows = await rowsOf('insatser?$top=30');
    expect(await rowsOf('insatser?$top=10&$skip=20')).toEqual(rows.slice(20));
    expect(await rowsOf('insatser?$skip=999999')).toEqual([]);
  });

  it('I13 supports $count', async () => {
    const page = await json("insatser?$count=true&$top=2&$filter=period eq '2025'");
    const all = await everyRow(served.world.tables, { table: 'insatser' });
    expect(page['@odata.count']).toBe(all.filter(({ period }) => period === '2025').length);
    expect(await json('insatser?$count=false&$top=1')).not.toHaveProperty(['@odata.count']);
  });

  it('I14 answers $expand with 501', async () => {
    expect(await statusOf("insatser('x')?$expand=*")).toBe(501);
  });

  it('I15 answers any and all with 501', async () => {
    for (const lambda of ['any()', 'any(r:r/antal eq 1)', 'all(r:r/antal eq 1)'])
      expect(await statusOf(`insatser?$filter=${encodeURIComponent(`rader/${lambda}`)}`)).toBe(501);
  });

  it('I16 supports /$count on entity sets', async () => {
    const response = await get("insatser/$count?$filter=platsniva eq 'KOMMUN'&$top=1&$skip=3");
    const all = await everyRow(served.world.tables, { table: 'insatser' });
    expect(await response.text()).toBe(String(all.filter(({ platsniva }) => platsniva === 'KOMMUN').length));
    expect(response.headers.get('content-type')).toBe('text/plain;charset=utf-8');
  });

  it('I17 supports $orderby, null first where it ascends and last where it descends', async () => {
    const rows = await rowsOf('insatser?$orderby=antal desc,plats&$select=antal,plats&$top=500');
    const figures = rows.map(({ antal }) => Number(antal));
    expect(figures).toEqual([...figures].sort((one, other) => other - one));
    expect((await rowsOf('insatser?$orderby=antal&$top=1'))[0]?.antal).toBeNull();
    expect(await statusOf('insatser?$orderby=length(plats)')).toBe(501);
    expect(await statusOf('insatser?$orderby=plats%20sideways')).toBe(501);
  });
});
