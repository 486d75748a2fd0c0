import { join } from 'node:path';
import { csvConnector } from '@kommunhub/adapter-csv';
import { excelConnector } from '@kommunhub/adapter-excel';
import { loadAdapter } from '@kommunhub/adapter-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { welcomeQueries } from '../../gateway/src/cli/welcome-queries.js';
import { loadSecrets } from '../../gateway/src/hub/secrets.js';
import {
  type DevelopmentIdentity,
  signDevelopmentToken,
} from '../../gateway/src/identity/development-tokens.js';
import { itTellsKeyFigures } from '../statistics/demo-kpis.js';
import { type DemoHub, now, post, startDemoHub } from '../support/demo-hub.js';

let hub: DemoHub;
beforeAll(async () => {
  hub = await startDemoHub({}, { isLoadedHere: true });
});
afterAll(() => hub?.stop());

const eleven = ['2021', '2023', '2026', '2029', '2061', '2080', '2081', '2082', '2083', '2084', '2085'];

describe('the region', () => {
  it('sees the fifteen kommuner with sources, last run and delegation order', async () => {
    const { data, errors } = await hub.ask('region', welcomeQueries[0].query);
    expect(errors).toBeUndefined();
    expect(data.kommuner).toHaveLength(15);
    for (const kommun of data.kommuner) {
      expect(kommun.delegationOrder?.version).toBeTypeOf('string');
      expect(kommun.sources.length).toBeGreaterThan(0);
      for (const source of kommun.sources) {
        expect(source.lastRun.rowsRead).toBe(
          source.lastRun.rowsUsed + source.lastRun.rowsQuarantined + source.lastRun.rowsSkipped,
        );
      }
    }
  });

  it('is refused cases, decisions and a single case with a code', async () => {
    const documents = [
      '{ cases { nodes { id } } }',
      '{ decisions { nodes { id } } }',
      '{ case(id: "2080-00000000000000000000000000000000") { id } }',
    ];
    for (const document of documents) {
      const { errors } = await hub.ask('region', document);
      expect(errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);
    }
  });

  it('learns one delegation order for Mora, Orsa and Älvdalen', async () => {
    const { data } = await hub.ask(
      'region',
      '{ kommuner(codes: ["2062", "2034", "2039"]) { delegationOrder { id } } }',
    );
    const ids = data.kommuner.map((kommun: { delegationOrder: { id: string } }) => kommun.delegationOrder.id);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
  });

  it('sees eleven kommuner take part in LSS', async () => {
    const { data } = await hub.ask('region', '{ kommuner(participating: "LSS") { code } }');
    expect(data.kommuner.map(({ code }: { code: string }) => code).sort()).toEqual(eleven);
  });
});

describe('the handläggare at the joint office', () => {
  it('sees own cases and the queue of the eleven and of no other kommun', async () => {
    const cases = await everyCase(hub);
    const kommuner = new Set(cases.map(({ kommun }) => kommun.code));
    expect([...kommuner].sort()).toEqual(eleven);
    const expected = hub.ledger.kommuner
      .filter(({ kommunCode }) => eleven.includes(kommunCode))
      .reduce((sum, { cases: counts }) => sum + counts.queue + counts.ofDemoUser, 0);
    expect(cases).toHaveLength(expected);
    const isOwnOrQueue = cases.every(
      ({ handlaggare, closedOn }) => handlaggare !== null || closedOn === null,
    );
    expect(isOwnOrQueue).toBe(true);
  });

  it('leaves one row in the log for each kommun and kind of what was handed out', async () => {
    const before = await countOfLog(hub);
    const { data } = await hub.ask(
      'handlaggare',
      '{ cases(first: 50) { nodes { kommun { code } person { name } } } }',
    );
    const kommuner = new Set(data.cases.nodes.map((node: { kommun: { code: string } }) => node.kommun.code));
    expect((await countOfLog(hub)) - before).toBe(2 * kommuner.size);
  });
});

describe('who may ask', () => {
  it('is nobody without a token, and nobody with a changed one', async () => {
    const token = hub.demoTokens?.region ?? '';
    for (const bad of [undefined, `${token}x`, `${token.slice(0, -4)}AAAA`]) {
      const answer = await post(hub.url, bad, { query: '{ viewer { role } }' });
      expect(answer.status).toBe(401);
      expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    }
  });

  it('is nobody with a development token through a proxy', async () => {
    for (const header of ['forwarded', 'x-forwarded-for', 'via']) {
      const answer = await hub.ask('region', '{ viewer { role } }', {}, { [header]: 'proxy' });
      expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    }
  });

  it('may narrow the purpose by header, never widen it', async () => {
    const refused = await hub.ask(
      'handlaggare',
      '{ cases { nodes { id } } }',
      {},
      { 'kommunhub-purpose': 'STATISTIK' },
    );
    expect(refused.errors?.[0]?.extensions.code).toBe('PURPOSE_REQUIRED');
    const allowed = await hub.ask(
      'handlaggare',
      '{ cases(first: 1) { nodes { id } } }',
      {},
      { 'kommunhub-purpose': 'HANDLAGGNING' },
    );
    expect(allowed.errors).toBeUndefined();
  });
});

describe('what was delivered', () => {
  it('has the fates of the ledger for every source', async () => {
    const { data } = await hub.ask(
      'it',
      '{ sources { id lastRun { rowsRead rowsUsed rowsQuarantined rowsSkipped records } } }',
    );
    const runs = new Map(data.sources.map((source: { id: string }) => [source.id, source]));
    expect(runs.size).toBe(hub.ledger.sources.length);
    for (const { id, afterMerge, records } of hub.ledger.sources) {
      const { used, quarantined, skipped, rowsRead } = afterMerge;
      expect(runs.get(id)).toEqual({
        id,
        lastRun: {
          rowsRead,
          rowsUsed: used,
          rowsQuarantined: quarantined,
          rowsSkipped: skipped,
          records: Object.values(records).reduce((sum, count) => sum + count, 0),
        },
      });
    }
  });

  it('gives each kommun and insats the decisions of the ledger, read through the graph by those who may', async () => {
    const counted: Record<string, number> = {};
    const count = (kommunCode: string, insats: string): void => {
      const key = `${kommunCode} ${insats}`;
      counted[key] = (counted[key] ?? 0) + 1;
    };
    for (const {
      case: { kommun },
      insats,
    } of await decisionsSeenByStaff(hub))
      count(kommun.code, insats.code);
    // Closed cases that nobody handles are on no one's list; the owner of the database counts them.
    for (const { kommun_code, insats } of await decisionsOnNobodysList(hub)) count(kommun_code, insats);
    const expected: Record<string, number> = {};
    for (const { kommunCode, byInsats } of hub.ledger.kommuner) {
      for (const [insats, { decisions }] of Object.entries(byInsats)) {
        if (decisions > 0) expected[`${kommunCode} ${insats}`] = decisions;
      }
    }
    expect(counted).toEqual(expected);
  });
});

describe('a kommun that is in the figures only', () => {
  it('shows its own nämnd the counts it sent, and nobody of another', async () => {
    const { tokenKey } = await loadSecrets(join(hub.dataDirectory, 'secrets.json'));
    const source = hub.ledger.sources.find(({ id }) => id === 'rattvik-excel-antal')!;
    const identity: DevelopmentIdentity = {
      ...{ role: 'it' as const, subject: 'rattvik-it', kommunCode: '2031', namndId: source.namndId },
      ...{ staffKey: null, purposes: ['TEKNIK' as const], functions: [] },
    };
    const token = await signDevelopmentToken(identity, Buffer.from(tokenKey, 'hex'), now);
    const query = '{ kommun(code: "2031") { insatsCounts { count insats { code } } } }';
    const own = await post(hub.url, token, { query });
    expect(own.errors).toBeUndefined();
    const counts: { count: number; insats: { code: string } }[] = own.data.kommun.insatsCounts;
    expect(counts).toHaveLength(source.records.insatsCount ?? 0);
    expect(counts.every(({ count, insats }) => count > 0 && insats.code !== 'OKAND')).toBe(true);
    expect((await hub.ask('it', query)).data).toEqual({ kommun: { insatsCounts: null } });
  });
});

interface ListedCase {
  readonly kommun: { readonly code: string };
  readonly handlaggare: { readonly id: string } | null;
  readonly closedOn: string | null;
}

async function everyCase(of: DemoHub): Promise<ListedCase[]> {
  const query = `query Cases($after: String) {
    cases(first: 100, after: $after) { nodes { kommun { code } handlaggare { id } closedOn } pageInfo { hasNextPage endCursor } }
  }`;
  const cases: ListedCase[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const { data } = await of.ask('handlaggare', query, { after });
    cases.push(...data.cases.nodes);
    more = data.cases.pageInfo.hasNextPage;
    after = data.cases.pageInfo.endCursor;
  }
  return cases;
}

async function countOfLog(of: DemoHub): Promise<number> {
  const { rows } = await of.owner.query<{ count: string }>('select count(*) from audit.entries');
  return Number(rows[0]?.count);
}

interface ListedDecision {
  readonly id: string;
  readonly case: { readonly kommun: { readonly code: string } };
  readonly insats: { readonly code: string };
}

/** Every decision that any handläggare of any nämnd sees in the graph, each once. */
async function decisionsSeenByStaff(of: DemoHub): Promise<ListedDecision[]> {
  const query = `query Decisions($after: String) {
    decisions(first: 500, after: $after) { nodes { id case { kommun { code } } insats { code } } pageInfo { hasNextPage endCursor } }
  }`;
  const { tokenKey } = await loadSecrets(join(of.dataDirectory, 'secrets.json'));
  const seen = new Map<string, ListedDecision>();
  for (const { namndId, kommunCodes, staffKey } of await staffInFiles(of)) {
    const identity = {
      role: 'handlaggare',
      subject: staffKey,
      kommunCode: kommunCodes[0] ?? null,
      namndId,
      staffKey,
      purposes: ['HANDLAGGNING'],
      functions: [],
    } as const;
    const token = await signDevelopmentToken(identity, Buffer.from(tokenKey, 'hex'), now);
    for (let after: string | null = null, more = true; more; ) {
      const { data } = await post(of.url, token, { query, variables: { after } });
      for (const node of data.decisions.nodes) seen.set(node.id, node);
      more = data.decisions.pageInfo.hasNextPage;
      after = data.decisions.pageInfo.endCursor;
    }
  }
  return [...seen.values()];
}

/** Who handles cases, as the delivered files name them, whatever system they come from. */
async function staffInFiles(of: DemoHub) {
  const connectors = { csv: csvConnector, excel: excelConnector };
  const found = of.ledger.sources.map(async ({ id, namndId, kommunCodes }) => {
    const adapter = await loadAdapter(join(of.dataDirectory, 'sources', id), { connectors });
    const keys = new Set<string>();
    for await (const row of adapter.read()) {
      if (row.fate !== 'used') continue;
      for (const record of row.records) if (record.kind === 'staff') keys.add(record.sourceId);
    }
    return [...keys].map((staffKey) => ({ namndId, kommunCodes, staffKey }));
  });
  return (await Promise.all(found)).flat();
}

async function decisionsOnNobodysList(of: DemoHub): Promise<{ kommun_code: string; insats: string }[]> {
  const { rows } = await of.owner.query<{ kommun_code: string; insats: string }>(`
    select decision.kommun_code, decision.insats from cases.decisions decision
      join cases.cases on cases.kommun_code = decision.kommun_code and cases.id = decision.case_id
     where cases.handlaggare_id is null and cases.closed_on is not null`);
  return rows;
}

describe('the key figures', () => itTellsKeyFigures(() => hub));
