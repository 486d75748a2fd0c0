import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DraftOptions,
  defaultSystemsFolder,
  dryRun,
  initAdapter,
  loadAdapter,
} from '@kommunhub/adapter-kit';
import { adapterFolder } from '@kommunhub/adapter-kit/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { csvConnector } from './index.js';

const options: Omit<DraftOptions, 'folder'> = {
  connectors: { csv: csvConnector },
  source: 'falun-utkast',
  system: 'Treserva',
  namnd: { id: '2080-LSS', name: 'Omvårdnadsnämnden' },
  kommuner: ['2080'],
  clock: () => new Date('2026-11-22T12:00:00Z'),
};

const made: { remove(): Promise<void> }[] = [];
afterEach(async () => {
  for (const folder of made.splice(0)) await folder.remove();
});

/** Drafts an adapter from files written for the test, and gives back what was written. */
async function init(files: Readonly<Record<string, string>>, given: Partial<DraftOptions> = {}) {
  const made1 = await adapterFolder(files);
  made.push(made1);
  const folder = join(made1.folder, 'adapter');
  const report = await initAdapter(
    folder,
    Object.keys(files).map((name) => join(made1.folder, name)),
    { ...options, ...given },
  );
  const written = new Map<string, string>();
  for (const name of report.files) written.set(name, await readFile(join(folder, name), 'utf8'));
  return { folder, report, yaml: written.get('adapter.yaml') ?? '', written };
}

const fixture = (system: string, name: string) => join(defaultSystemsFolder(), system, 'fixtures', name);

describe('a draft', () => {
  it.each([
    [
      'treserva',
      ['personer.csv', 'arenden.csv', 'beslut.csv'],
      { person: 6, case: 7, investigation: 6, decision: 7, execution: 5, staff: 5 },
    ],
    [
      'viva',
      ['klienter.txt', 'arenden.txt', 'beslut.txt'],
      { person: 4, case: 5, investigation: 4, decision: 6, execution: 3, staff: 4 },
    ],
  ])(
    'of the files of %s reads them as the profile does, once the codes are filled in',
    async (system, names, records) => {
      const { remove, folder } = await adapterFolder({});
      made.push({ remove });
      const kommuner = system === 'viva' ? ['2062', '2034', '2039'] : ['2080'];
      const files = names.map((name) => fixture(system, name));
      const namnd = { id: `${kommuner[0]}-LSS`, name: 'Nämnden' };
      const given = { ...options, namnd, kommuner, approvedBy: 'A. Exempel' };
      const { problems } = await initAdapter(join(folder, 'x'), files, given);
      // What a person has to decide: codes that no table is sure of.
      expect(problems.every(({ code }) => code === 'TABLE_CELL_MISSING')).toBe(true);
      await approve(
        join(folder, 'x'),
        problems.map(({ path }) => path),
      );
      const adapter = await loadAdapter(join(folder, 'x'), given);
      const report = await dryRun(adapter);
      expect(report.quarantined).toEqual([]);
      expect(report.records).toEqual(records);
    },
  );

  it('has comments where a person must decide, and loads when nothing is open', async () => {
    const { yaml, report } = await init(
      { 'p.csv': 'Personid;Personnummer;Kön;Anteckning\n1;811218-9876;K;x\n' },
      { approvedBy: 'A' },
    );
    expect(report.problems).toEqual([]);
    expect(yaml).toContain("kommunCode: { constant: '2080' }");
    expect(yaml).toMatch(/AVGÖR.*\n *# Anteckning\n/);
    expect(report.text).toContain('p.csv ger personer');
  });

  it('without source, nämnd and kommuner asks for them and for the kommun of the rows', async () => {
    const { yaml, report } = await init({ 'p.csv': 'Personid;Namn\n1;Åsa\n' }, {
      source: undefined,
      system: undefined,
      namnd: undefined,
      kommuner: undefined,
    } as unknown as DraftOptions);
    expect(yaml).toMatch(/^# AVGÖR source/m);
    expect(yaml).toMatch(/# AVGÖR kommunCode/);
    expect(new Set(report.problems.map(({ code }) => code))).toEqual(new Set(['KEY_MISSING']));
  });

  it('makes the personnummer the id where there is no other, and joins a parted name', async () => {
    const { yaml } = await init({ 'p.csv': 'Pnr;Förnamn;Efternamn;Kommunkod\n811218-9876;Åsa;Ö;2080\n' });
    expect(yaml).toMatch(/sourceId: Pnr\n.*kommunCode: Kommunkod\n.*personnummer: Pnr\n.*name: Namn/);
    expect(yaml).toContain("Namn: { type: text, expression: $trim(`Förnamn` & ' ' & `Efternamn`) }");
  });

  it('takes the key of one list for the reference of the lists that lead to it, and says what to do without a law', async () => {
    const { yaml } = await init({
      'p.csv': 'Brukarnr;Fullständigt namn;Kön\n1;Åsa;K\n',
      'a.csv': 'Ärendenr;Dnr;Brukarnr;Läge;Start;Stopp\nA1;2026/1;1;Pågår;2026-01-01;\n',
    });
    expect(yaml).toContain('personSourceId: Brukarnr');
    expect(yaml).toMatch(/openedOn: Start\n +closedOn: Stopp/);
    expect(yaml).toContain('law: { constant: LSS }');
  });

  it('leaves a column Kommun of names alone', async () => {
    const { yaml } = await init({ 'p.csv': 'Personid;Namn;Kommun\n1;Åsa;Falun\n' });
    expect(yaml).toContain("kommunCode: { constant: '2080' }");
    expect(yaml).toMatch(/# Kommun\n/);
  });

  it('tells of values that cannot be read as the header promises, and of times of day', async () => {
    const rows = 'B1;A1;Ledsagarservice;Bifall;2024-01-01 08:00\nB2;A1;Ledsagarservice;Bifall;snart\n';
    const { yaml } = await init({ 'b.csv': `Beslutsid;Ärendeid;Insats;Utfall;Beslutsdatum\n${rows}` });
    expect(yaml).toContain('1 av 2 värden går inte att läsa som date');
    expect(yaml).toContain('Beslutsdatum: { type: date, required: true, dropTime: true }');
  });

  it('passes over titles above the header and totals below the rows', async () => {
    const text = 'Beslut 2026;;;\n;;;\nBeslutsid;Ärendeid;Insats;Utfall\nB1;A1;LEDS;Makulerat\nSumma;1;;\n';
    const { yaml, written } = await init({ 'b.csv': text });
    expect(yaml).toMatch(/column: Utfall, values: \[ ?Makulerat ?\], reason: MAKULERAD/);
    expect(written.get('codes/insats.csv')).not.toContain('Summa');
  });
});

describe('drafted code tables', () => {
  const rows = [
    'Ledsagarservice',
    'Kontaktperson',
    'Kontaktperson',
    'DV',
    'Ledsagar service',
    'Hemligt 811218-9876',
    'Jag vill skriva en mycket lång text om en person som inte alls är någon kod utan en fri anteckning',
  ];
  const text = `Beslutsid;Ärendeid;Insats;Utfall;Beslutsdatum\n${rows.map((insats, index) => `B${index};A1;${insats};B;2024-01-01`).join('\n')}\n`;

  it('have the code where it is certain, else a suggestion, and no approval of their own', async () => {
    const { written, report } = await init({ 'b.csv': text }, { approvedBy: 'A. Exempel' });
    expect(written.get('codes/insats.csv')?.trim().split('\n')).toEqual([
      'lokal;gemensam;godkand_av;galler_fran;anmarkning',
      'DV;;;2026-11-22;förslag: LSS_9_10',
      'Kontaktperson;;;2026-11-22;förslag: LSS_9_4 eller SOL_KONTAKTPERSON',
      'Ledsagar service;;;2026-11-22;förslag: LSS_9_3',
      'Ledsagarservice;LSS_9_3;A. Exempel;2026-11-22;',
    ]);
    expect(written.get('codes/utfall.csv')).toContain('B;;;2026-11-22;förslag: BIFALL');
    expect(report.summary.codes[0]).toMatchObject({ table: 'insats', certain: 1, open: 3, withheld: 2 });
  });

  it('hold no personnummer, and nothing else of what is written does', async () => {
    const { written, report } = await init({ 'b.csv': text });
    expect(JSON.stringify([...written, report])).not.toMatch(/811218|Jag vill/);
  });

  it('name who approved only when that is given', async () => {
    const { written } = await init({ 'b.csv': text });
    expect(written.get('codes/insats.csv')).toContain('Ledsagarservice;LSS_9_3;;2026-11-22;');
  });
});

describe('the files', () => {
  it('are never overwritten', async () => {
    const { folder } = await init({ 'p.csv': 'Personid;Namn\n1;Åsa\n' });
    const again = initAdapter(folder, [fixture('treserva', 'personer.csv')], options);
    await expect(again).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('must be of a kind that can be read, in one folder', async () => {
    for (const files of [
      [],
      ['x.pdf'],
      [fixture('treserva', 'personer.csv'), fixture('viva', 'arenden.txt')],
    ]) {
      await expect(initAdapter('/nowhere/at/all', files, options)).rejects.toMatchObject({
        code: 'BAD_INPUT',
      });
    }
  });

  it('in which nothing is known give a draft that says so', async () => {
    const { report, yaml } = await init({ 'x.csv': 'Färg;Antal bilar\nröd;1\n' });
    expect(report.summary.passedOver).toEqual(['x.csv']);
    expect(yaml).toContain('tables: {}');
  });
});

/** Fills in what a person would: any line that is open is approved with its suggestion. */
async function approve(folder: string, places: readonly string[]): Promise<void> {
  const { writeFile } = await import('node:fs/promises');
  for (const file of new Set(places.map((place) => place.split(':')[0]!))) {
    const lines = (await readFile(join(folder, file), 'utf8')).trim().split('\n');
    const filled = lines.flatMap((line) => {
      const [local, code, by, from, note = ''] = line.split(';');
      if (code !== '') return [line];
      const suggested = note.replace('förslag: ', '').split(' eller ')[0];
      return suggested ? [[local, suggested, by || 'A. Exempel', from, ''].join(';')] : [];
    });
    await writeFile(join(folder, file), `${filled.join('\n')}\n`);
  }
}
