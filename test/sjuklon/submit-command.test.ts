import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClaimTable, claimColumns, claimSheets, keysOf } from '@kommunhub/schema';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { aWorkbook, type WrittenCell } from '../../adapters/excel/src/testing/a-workbook.js';
import { sjuklonCommand } from '../../gateway/src/cli/commands/sjuklon.js';
import { readSubmission } from '../../gateway/src/cli/commands/sjuklon-form-files.js';
import { demoIdentity } from '../../gateway/src/hub/demo-tokens.js';
import { loadSecrets } from '../../gateway/src/hub/secrets.js';
import { parseSettings } from '../../gateway/src/hub/settings.js';
import { signDevelopmentToken } from '../../gateway/src/identity/development-tokens.js';
import { type DemoHub, now, post, startDemoHub } from '../support/demo-hub.js';
import { aClaim, exampleThree } from './a-claim.js';

const forms = join(import.meta.dirname, '..', '..', 'subgraphs', 'sjukloner', 'forms');
const workbook = join(forms, 'sjuklon-exempel.xlsx');
const csv = join(forms, 'sjuklon-exempel.csv');
const today = '2026-11-22';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kommunhub-submit-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => {
  process.exitCode = 0;
});

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** In this process, as starting the whole program for each case costs seconds. */
async function run(environment: Record<string, string>, ...args: readonly string[]) {
  const told = { out: '', err: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      told[stream === 'stdout' ? 'out' : 'err'] += text;
      return true;
    }),
  );
  try {
    const settings = () => parseSettings(environment);
    await sjuklonCommand(settings).parseAsync(args, { from: 'user' });
  } catch (error) {
    return { ...told, exitCode: 1, error: error as { code?: string } };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return { ...told, exitCode: process.exitCode ?? 0, error: null };
}

describe('files of claims', () => {
  it('say the same as workbook, as CSV in UTF-8 and as CSV in windows-1252', async () => {
    const text = await readFile(csv, 'utf8');
    const western = await file('western.csv', Buffer.from(text.replace('\ufeff', ''), 'latin1'));
    const reads = await Promise.all([workbook, csv, western].map((path) => readSubmission(path, { today })));
    const inputs = reads.map((read) => ('value' in read ? read.value.map(({ input }) => input) : read));
    expect(inputs[0]).toHaveLength(2);
    expect(inputs[1]).toEqual(inputs[0]);
    expect(inputs[2]).toEqual(inputs[0]);
  });

  it('are read as Excel writes them: times, dates and hours as numbers; 12 % is refused rather than read as 0,12', async () => {
    const day = (number: number) => ({ number, format: 'yyyy-mm-dd' });
    const time = (number: number) => ({ number, format: 'hh:mm' });
    const sheet = (table: ClaimTable, cells: Readonly<Record<string, WrittenCell>>) => {
      const headers = [...keysOf[table], ...claimColumns[table].map(({ header }) => header)];
      return { name: claimSheets[table], rows: [headers, headers.map((header) => cells[header] ?? null)] };
    };
    const book = (rate: WrittenCell, hours: WrittenCell) =>
      aWorkbook({
        sheets: [
          sheet('claims', {
            ...{
              Kommun: 2082,
              Anordnare: 'Exempelassistans AB',
              'Fullmakt finns': true,
              'Begärt belopp': 1000.5,
            },
            Ansökningsdag: day(46_315),
          }),
          sheet('periods', {
            ...{
              Födelseår: 1985,
              Timlön: 150.25,
              'Timmar per vecka': 30,
              'Semesterersättning, procent': rate,
            },
            ...{ 'Första sjukdag': day(46_300), 'Sista sjukdag': day(46_301) },
          }),
          sheet('shifts', {
            Datum: day(46_300),
            Start: time(1 / 3),
            Slut: time(0.65625),
            Timmar: hours,
            Vikarie: 'V V',
          }),
        ],
      });
    const right = await readSubmission(await file('right.xlsx', book(12, 7.75)), { today });
    expect(right).toMatchObject({
      value: [
        {
          input: {
            ...{
              kommunCode: '2082',
              powerOfAttorney: true,
              requestedAmount: '1000.5',
              applicationDate: '2026-10-20',
            },
            sickPeriods: [
              { holidayPayRate: '0.12', shifts: [{ start: '08:00', end: '15:45', hours: '7.75' }] },
            ],
          },
        },
      ],
    });
    const percent = await readSubmission(
      await file('percent.xlsx', book({ number: 0.12, format: '0%' }, 7.75)),
      { today },
    );
    expect(percent).toMatchObject({
      faults: [
        {
          path: 'percent.xlsx, blad Sjukperioder, rad 2, kolumn Semesterersättning, procent',
          code: 'PERCENT_FORM',
        },
      ],
    });
    const error = await readSubmission(await file('error.xlsx', book(12, { xml: ' t="e"><v>#REF!</v>' })), {
      today,
    });
    expect(error).toMatchObject({
      faults: [{ path: 'error.xlsx, blad Pass, rad 2, kolumn Timmar', code: 'CELL_UNREADABLE' }],
    });
  });

  it('have keys that follow their content', async () => {
    const keysOf = async (path: string) => {
      const read = await readSubmission(path, { today });
      return 'value' in read ? read.value.map(({ key }) => key) : [];
    };
    const one = await file('one.json', JSON.stringify(aClaim()));
    const same = await file('same.json', JSON.stringify(aClaim()));
    const other = await file('other.json', JSON.stringify(aClaim({ claimNumber: 'B' })));
    expect(await keysOf(one)).toEqual(await keysOf(same));
    expect(await keysOf(one)).not.toEqual(await keysOf(other));
    expect(new Set(await keysOf(workbook)).size).toBe(2);
  });

  it('are told of all their faults at once, each in its file, and no value is repeated', async () => {
    const text = (await readFile(csv, 'utf8')).replace(';150;', ';hemligt;').replace(';8;', ';25;');
    const bad = await file('bad.csv', text);
    const json = await file(
      'bad.json',
      JSON.stringify([aClaim(), { ...aClaim(), requestedAmount: '1.005' }]),
    );
    const { exitCode, out } = await run({}, 'submit', bad, json, await file('tom.xlsx', 'x'), '--dry-run');
    expect(exitCode).toBe(1);
    expect(out).toContain('bad.csv, rad 2, kolumn Timlön:');
    expect(out).toContain('bad.csv, rad 2, kolumn Timmar:');
    expect(out).toContain('bad.json, 1.requestedAmount:');
    expect(out).toContain('tom.xlsx: Filen är ingen Excel-arbetsbok');
    expect(out).not.toContain('hemligt');
  });

  it('are calculated without a hub by the rules that are shipped', async () => {
    const { exitCode, out } = await run({}, 'submit', workbook, '--dry-run', '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(out).claims).toMatchObject([
      { claimNumber: 'EA-2026-41', amount: '3179.31', id: null, cuts: [] },
      { claimNumber: 'EA-2026-42', id: null, cuts: ['S05', 'S05'] },
    ]);
    expect((await run({}, 'submit', workbook)).error).toMatchObject({ code: 'CONFIG_INVALID' });
    const wrong = await run({}, 'submit', workbook, '--kommun', '9999');
    expect(wrong.error).toMatchObject({ code: 'commander.error' });
  });
});

describe('through a hub', () => {
  let hub: DemoHub;
  let environment: Record<string, string>;
  let chefOfSater: string;
  beforeAll(async () => {
    const data = join(folder, 'data');
    hub = await startDemoHub({ KOMMUNHUB_DATA_DIR: data });
    environment = { KOMMUNHUB_URL: hub.url, KOMMUNHUB_TOKEN: hub.demoTokens?.sjuklonehandlaggare ?? '' };
    const { tokenKey } = await loadSecrets(join(data, 'secrets.json'));
    const chef = {
      ...demoIdentity('chef'),
      kommunCode: '2082',
      namndId: '2082-LSS',
      subject: 'chef of 2082',
    };
    chefOfSater = await signDevelopmentToken(chef, Buffer.from(tokenKey, 'hex'), now);
  }, 120_000);
  afterAll(() => hub?.stop());

  const mutate = (token: string | undefined, query: string, id: string) =>
    post(hub.url, token, { query, variables: { id } });

  it('a claim is handed in once, decided, attested, listed for payment and told of in a letter', async () => {
    const { kommunCode: _, ...bare } = aClaim({ claimNumber: 'EA-1' });
    const claim = await file('claim.json', JSON.stringify(bare));
    const submit = () => run(environment, 'submit', claim, '--kommun', '2082', '--json');
    const first = await submit();
    expect(first).toMatchObject({ exitCode: 0, error: null });
    const [made] = JSON.parse(first.out).claims;
    expect(made).toMatchObject({ status: 'INKOMMEN', amount: '3179.31', kommunCode: '2082' });
    expect((await submit()).out).toBe(first.out);

    const pdf = join(folder, 'letter.pdf');
    expect((await run(environment, 'letter', made.id, '--pdf', pdf)).error).toMatchObject({
      code: 'NOT_FOUND',
    });
    const decide = 'mutation ($id: ID!) { decideSjuklon(id: $id, input: { outcome: BIFALL }) { status } }';
    expect((await mutate(hub.demoTokens?.sjuklonehandlaggare, decide, made.id)).errors).toBeUndefined();
    const attest = 'mutation ($id: ID!) { attestSjuklon(id: $id) { status } }';
    expect((await mutate(chefOfSater, attest, made.id)).errors).toBeUndefined();

    const letter = await run(
      environment,
      'letter',
      made.id,
      '--pdf',
      pdf,
      '--text',
      '--signed',
      'Frans Hägg',
    );
    expect(letter.out).toContain('Frans Hägg, sjuklönehandläggare');
    expect((await readFile(pdf)).subarray(0, 5).toString()).toBe('%PDF-');
    const list = join(folder, 'payments.csv');
    const paid = await run(environment, 'payments', '--kommun', '2082', '--out', list, '--json');
    expect(JSON.parse(paid.out)).toMatchObject({ count: 1, total: '3179.31', claimIds: [made.id] });
    expect(await readFile(list, 'utf8')).toContain('2082;EA-1;Assistans i Dalarna AB;;;3179,31;;');
    for (const path of [pdf, list]) expect((await stat(path)).mode & 0o777).toBe(0o600);
    const again = await run(environment, 'payments', '--kommun', '2082', '--out', list);
    expect(again.error).toMatchObject({ code: 'BAD_INPUT' });
    expect(hub.log()).not.toContain('EA-1');
  });

  it('a refusal by the hub is told at its place in the file, and the key guards what was handed in', async () => {
    const claim = await file('keyed.json', JSON.stringify({ ...exampleThree(), kommunCode: '2080' }));
    expect((await run(environment, 'submit', claim, '--key', 'mine')).exitCode).toBe(0);
    const other = await file('other.json', JSON.stringify({ ...exampleThree('4'), kommunCode: '2080' }));
    const conflict = await run(environment, 'submit', other, '--key', 'mine');
    expect(conflict.exitCode).toBe(1);
    expect(conflict.err).toContain('other.json: The idempotency key has been used');
    // The hub's clock stands before this day.
    const late = await file(
      'late.json',
      JSON.stringify({ ...exampleThree(), applicationDate: '2026-11-20', kommunCode: '2080' }),
    );
    const refused = await run(environment, 'submit', late, '--json');
    expect(JSON.parse(refused.err).errors).toMatchObject([
      { path: 'late.json, applicationDate', code: 'DATE_FUTURE' },
    ]);
  });
});
