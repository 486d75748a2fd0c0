import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoHub, startDemoHub } from '../support/demo-hub.js';

let hub: DemoHub;
beforeAll(async () => {
  hub = await startDemoHub({}, { isLoadedHere: true });
  // Reads, failed reads and wrong input leave traces too.
  await hub.ask(
    'handlaggare',
    '{ cases(first: 100) { nodes { caseNumber person { name personnummer } handlaggare { name } } } }',
  );
  const [secret = ''] = hub.ledger.secrets.personnummer;
  await hub.ask('handlaggare', 'query($id: ID!) { case(id: $id) { id } }', { id: secret });
  await hub.ask('handlaggare', 'query($n: Int) { cases(first: $n) { nodes { id } } }', { n: secret });
  await hub.ask('region', 'query($after: String) { cases(after: $after) { nodes { id } } }', {
    after: secret,
  });
});
afterAll(() => hub?.stop());

/** Words and numbers of a text that stand in the demo's list of secrets, with how often. */
function secretsIn(text: string): string[] {
  const { personnummer, personNames, staffNames } = hub.ledger.secrets;
  const familyNames = new Set([...personNames, ...staffNames].flatMap((name) => name.split(' ')));
  const numbers = new Set([...personnummer].map((number) => number.replace(/\D/g, '').slice(-10)));
  const digits = text.match(/\d{6}[-+]?\d{4}|\d{8}[-+]?\d{4}/g) ?? [];
  const words = text.match(/\p{Lu}\p{Ll}+/gu) ?? [];
  return [
    ...digits.filter((found) => numbers.has(found.replace(/\D/g, '').slice(-10))),
    ...words.filter((word) => familyNames.has(word)),
  ];
}

describe('the secrets of the demo', () => {
  it('are found by the search where they do stand, in the delivered files', async () => {
    const folder = join(hub.dataDirectory, 'deliveries', 'falun-treserva');
    const text = new TextDecoder('windows-1252').decode(await readFile(join(folder, 'personer.csv')));
    expect(secretsIn(text).length).toBeGreaterThan(500);
  });

  it('are in no row of any table', async () => {
    const { rows: tables } = await hub.owner.query<{ name: string }>(`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`);
    expect(tables.length).toBeGreaterThan(20);
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await hub.owner.query<{ text: string | null }>(
        `select string_agg(convert_from(convert_to(t::text, 'UTF8'), 'UTF8'), E'\\n') as text from ${name} t`,
      );
      // What is encrypted is printed as hexadecimal digits, among which any number occurs by chance.
      const text = (rows[0]?.text ?? '').replace(/\\x[0-9a-f]+/g, '');
      if (secretsIn(text).length > 0) found.push(name);
    }
    expect(found).toEqual([]);
  });

  it('are in no line of the log', () => {
    expect(secretsIn(hub.log())).toEqual([]);
  });

  it('are in no file of the data directory but the delivered ones, which are closed to others', async () => {
    const entries = await readdir(hub.dataDirectory, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const deliveries = join(hub.dataDirectory, 'deliveries');
    const found: string[] = [];
    for (const file of files.filter((candidate) => !candidate.startsWith(deliveries))) {
      const bytes = await readFile(file);
      if (secretsIn(bytes.toString('utf8')).length + secretsIn(bytes.toString('latin1')).length > 0)
        found.push(file);
    }
    expect(files.length).toBeGreaterThan(20);
    expect(found).toEqual([]);
  });

  it('are in no file of the database server: tables, write-ahead log, messages', async () => {
    await hub.owner.query('checkpoint');
    const { rows } = await hub.owner.query<{ folder: string; oid: string }>(`
      select current_setting('data_directory') as folder, oid::text from pg_database where datname = current_database()`);
    const { folder = '', oid = '' } = rows[0] ?? {};
    const files: string[] = [];
    for (const part of [join('base', oid), 'pg_wal', 'global']) {
      const entries = await readdir(join(folder, part), { recursive: true, withFileTypes: true });
      files.push(
        ...entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)),
      );
    }
    const found: string[] = [];
    for (const file of [...files, join(folder, '..', 'postgres.log')]) {
      // A file may be gone by now: PostgreSQL removes what it no longer needs.
      const bytes = await readFile(file).catch(() => Buffer.alloc(0));
      if (secretsIn(bytes.toString('utf8')).length + secretsIn(bytes.toString('latin1')).length > 0)
        found.push(file);
    }
    expect(files.length).toBeGreaterThan(300);
    expect(found).toEqual([]);
  });
});

it('an error repeats nothing of what was sent', async () => {
  const [secret = ''] = hub.ledger.secrets.personnummer;
  const answers = [
    await hub.ask('handlaggare', 'query($n: Int) { cases(first: $n) { nodes { id } } }', { n: secret }),
    await hub.ask('handlaggare', `{ case(id: "${secret}") { ${'x'}${secret} } }`),
    await hub.ask('handlaggare', 'query($after: String) { cases(after: $after) { nodes { id } } }', {
      after: secret,
    }),
  ];
  for (const { errors } of answers) {
    expect(errors?.length).toBeGreaterThan(0);
    expect(JSON.stringify(errors)).not.toContain(secret);
  }
});
