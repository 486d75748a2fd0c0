import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Purpose, purposes, type Role, roles } from '@kommunhub/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GoldenHub, startGoldenHub } from './golden-hub.js';

const folder = join(import.meta.dirname, 'queries');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => file.replace('.graphql', ''));

let hub: GoldenHub;
beforeAll(async () => {
  hub = await startGoldenHub();
}, 120_000);
afterAll(() => hub?.stop());

interface Golden {
  readonly role: Role;
  readonly purpose: Purpose | undefined;
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** A query file: `# caller: role` first, `# purpose: P` and `# variables: {…}` where needed, then the document. */
function readGolden(name: string): Golden {
  const query = readFileSync(join(folder, `${name}.graphql`), 'utf8');
  const role = roles.find((known) => known === /^# caller: (\w+)/.exec(query)?.[1]);
  if (!role) throw new Error(`${name}.graphql must begin with "# caller: role"`);
  const purpose = purposes.find((known) => known === /^# purpose: (\w+)$/m.exec(query)?.[1]);
  const variables = /^# variables: (.*)$/m.exec(query)?.[1];
  return { role, purpose, query, variables: variables ? JSON.parse(variables) : {} };
}

/** The answer without what differs from run to run: random ids of runs, and moments of the wall clock. */
function settle(answer: unknown): string {
  const text = JSON.stringify(answer, null, 2);
  return `${text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<moment>')
    .replace(/("ageSeconds": )\d+/g, '$1"<seconds>"')}\n`;
}

describe.each(names)('%s', (name) => {
  const { role, purpose, query, variables } = readGolden(name);

  it('answers as before, with the same SQL', async () => {
    const { answer, statements } = await hub.askInProcess(role, query, variables, purpose);
    await expect(settle(answer)).toMatchFileSnapshot(join(folder, '..', 'answers', `${name}.answer.json`));
    await expect(`${statements.join(';\n\n')};\n`).toMatchFileSnapshot(
      join(folder, '..', 'sql', `${name}.sql`),
    );
  });

  it('answers the same over HTTP', async () => {
    const { answer } = await hub.askInProcess(role, query, variables, purpose);
    expect(settle(await hub.askOverHttp(role, query, variables, purpose))).toBe(settle(answer));
  });
});

it('a list of sjuklöner with cases costs as many statements for three as for two', async () => {
  const query = `query ($first: Int!) { sjukloner(first: $first) { nodes {
    id calculation { amount } events { action } duplicates { kind } claimedElsewhere { hit }
    case { caseNumber sjukloner { id } } person { birthYear } decision { kind } } } }`;
  const costOf = async (first: number) => {
    const { answer, statements } = await hub.askInProcess('sjuklonehandlaggare', query, { first });
    const { sjukloner } = (answer as { data: { sjukloner: { nodes: { case: object | null }[] } } }).data;
    return { rows: sjukloner.nodes.length, statements: statements.length };
  };
  // The second claim of the list has a case and a decision, so a page of two asks for everything there is.
  const [two, three] = [await costOf(2), await costOf(3)];
  expect([two.rows, three.rows]).toEqual([2, 3]);
  expect(three.statements).toBe(two.statements);
});
