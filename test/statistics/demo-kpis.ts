import { expect, it } from 'vitest';
import type { DemoHub } from '../support/demo-hub.js';

interface Told {
  readonly kpi: { readonly id: string };
  readonly place: { readonly code: string; readonly name: string; readonly level: string | null };
  readonly value: string | null;
  readonly reason: string | null;
}

interface Caseload {
  readonly total: number;
  readonly handlaggare: { readonly id: string; readonly name: string | null } | null;
}

const fields = 'kpi { id } place { code name level } value reason n light inhabitantsOn';
async function askKpis(hub: DemoHub, variables: object): Promise<readonly Told[]> {
  const { data, errors } = await hub.ask(
    'region',
    `query ($codes: [ID!], $kommuner: [ID!], $areas: [ID!], $period: ID!) {
       kpis(codes: $codes, kommunCodes: $kommuner, areas: $areas, period: $period) { ${fields} } }`,
    variables,
  );
  expect(errors).toBeUndefined();
  return data.kpis;
}

/** What the demo's key figures are; a hub costs more than its questions, so it is lent. */
export function itTellsKeyFigures(lent: () => DemoHub): void {
  const kpis = (variables: object) => askKpis(lent(), variables);

  it('has the posts of the founding document: 9,0 7,0 5,0 and 7,0 by område, 28,0 together', async () => {
    const told = await kpis({ codes: ['tjanster'], period: '2025' });
    const of = (level: string) => told.filter(({ place }) => place.level === level);
    expect(
      of('OMRADE')
        .map(({ value }) => value)
        .sort(),
    ).toEqual(['5', '7', '7', '9']);
    expect(of('SAMVERKAN').map(({ value }) => value)).toEqual(['28']);
  });

  it('flags those that have fewer than two posts', async () => {
    const told = await kpis({ codes: ['ensamuppdrag'], period: '2025' });
    const alone = told.filter(({ place, value }) => place.level === 'KOMMUN' && value === '1');
    expect(alone.map(({ place }) => place.code).sort()).toEqual([
      '2021',
      '2023',
      '2026',
      '2029',
      '2061',
      '2082',
    ]);
    const unknown = told.filter(({ place }) => ['2031', '2062'].includes(place.code));
    for (const { value, reason } of unknown) expect([value, reason]).toEqual([null, expect.any(String)]);
  });

  it('tells Falun’s daily activities by count and by inhabitants, and of Kolada’s what it can', async () => {
    const told = await kpis({ codes: ['N28804', 'N28819', 'N28892'], kommuner: ['2080'], period: '2025' });
    const byId = new Map(told.map((value) => [value.kpi.id, value]));
    for (const { value } of told) expect(Number(value)).toBeGreaterThan(0);
    expect(byId.get('N28819')).toMatchObject({ n: '60004', inhabitantsOn: '2024-06-30' });
    const persons = Number(byId.get('N28804')?.value);
    expect(byId.get('N28819')?.value).toBe(String(Math.round((persons * 100_000) / 60_004) / 10));
  });

  it('is told by quarter for områden, not for a kommun', async () => {
    const told = await kpis({
      codes: ['utredningstid_ovriga'],
      kommuner: ['2080'],
      areas: ['SAMVERKAN'],
      period: '2026Q2',
    });
    expect(told.map(({ place, reason }) => [place.code, reason])).toEqual([
      ['2080', 'EJ_SLAPPT'],
      ['SAMVERKAN', null],
    ]);
  });

  it('has series of what was released, and definitions of all', async () => {
    const { data, errors } = await lent().ask(
      'region',
      `{ kpiSeries(code: "tjanster", from: "2026Q1", to: "2026Q2", areas: ["SAMVERKAN"]) { period value }
         kpiDefinitions { id isReleased tables target { value } } uncarriedKpis { id why } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.kpiSeries).toEqual([
      { period: '2026Q1', value: '28' },
      { period: '2026Q2', value: '28' },
    ]);
    expect(data.kpiDefinitions.length).toBeGreaterThan(35);
    expect(data.uncarriedKpis.map(({ id }: { id: string }) => id)).toContain('domar_enligt_forslag');
  });

  it('names the handläggare of each caseload to the chef of the nämnd', async () => {
    const response = await fetch(`${lent().url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${lent().demoTokens?.chef}`,
        'kommunhub-purpose': 'UPPFOLJNING',
      },
      body: JSON.stringify({ query: '{ caseloads { total handlaggare { id name } } }' }),
    });
    const { data, errors } = (await response.json()) as { data: { caseloads: Caseload[] }; errors?: unknown };
    expect(errors).toBeUndefined();
    const named = data.caseloads.filter(({ handlaggare }) => handlaggare !== null);
    expect(named.length).toBeGreaterThan(3);
    for (const { handlaggare, total } of named)
      expect([typeof handlaggare?.name, total > 0]).toEqual(['string', true]);
  });

  it('tells months of the own nämnd alone', async () => {
    const { errors } = await lent().ask('region', '{ kpis(period: "2026-09") { value } }');
    expect(errors?.[0]?.extensions.code).toBe('BAD_INPUT');
    const own = await lent().ask(
      'handlaggare',
      '{ ownKpis(period: "2026-09") { isOngoing values { value } } }',
    );
    expect(own.errors).toBeUndefined();
    expect(own.data.ownKpis.values.some(({ value }: Told) => value !== null)).toBe(true);
  });
}
