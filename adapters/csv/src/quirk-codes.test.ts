import type { DecisionRecord } from '@kommunhub/schema';
import { describe, expect, it } from 'vitest';
import { codeTable, readText } from './testing/read-text.js';

const yaml = `profile: treserva
tables:
  personer: null
  arenden: null
  beslut:
    columns: { Form: null, Gäller från: null, Gäller till: null, Lagrum: null, Beslutsnivå: null, Omfattning: null, Enhet: null,
      Beslutsfattare id: null, Verkställighetsid: null, Utförare: null, Regi: null, Beställd: null, Verkställd: null,
      Avslutad: null, Verkställande kommun: null }
    records:
      execution: null
      decision: { subtype: null, validFrom: null, validTo: null, lagrum: null, level: null, decidedBySourceId: null, amount: null, amountUnit: null }
`;

async function decisions(rows: readonly (readonly [insats: string, outcome: string])[], codes = {}) {
  const lines = rows.map(([insats, outcome], index) => `B${index};A1;${insats};${outcome};2024-03-01;2080`);
  const text = ['Beslutsid;Ärendeid;Insats;Beslutsutfall;Beslutsdatum;Kommunkod', ...lines].join('\n');
  const read = await readText(yaml, { 'beslut.csv': text, ...codes });
  return {
    ...read,
    decisions: read.records.filter((record): record is DecisionRecord => record.kind === 'decision'),
  };
}

describe('quirk 7: the text of an insats', () => {
  it.each([
    ['9:3', 'LSS_9_3'],
    ['9.3', 'LSS_9_3'],
    ['9 § 3p', 'LSS_9_3'],
    ['9 §  3P', 'LSS_9_3'],
    ['LSS Ledsagarservice', 'LSS_9_3'],
    ['Ledsagning LSS', 'LSS_9_3'],
    ['LEDS', 'LSS_9_3'],
    ['9.10', 'LSS_9_10'],
    ['9.1', 'LSS_9_1'],
    ['Korttids - läger', 'LSS_9_6'],
    ['Boende vuxen gruppbost.', 'LSS_9_9'],
  ])('%s is %s', async (text, insats) => {
    expect((await decisions([[text, 'Bifall']])).decisions).toMatchObject([{ insats, insatsRaw: null }]);
  });

  it('that two insatser share is not guessed: it is kept as OKAND with the text, and counted', async () => {
    const read = await decisions([
      ['Kontaktperson/ledsagare', 'Bifall'],
      ['kontaktperson/ledsagare', 'Avslag'],
    ]);
    expect(read.decisions).toMatchObject([
      { insats: 'OKAND', insatsRaw: 'Kontaktperson/ledsagare', lagrum: 'OKAND' },
      { insats: 'OKAND' },
    ]);
    expect(read.report.unmapped.reduce((sum, { rows }) => sum + rows, 0)).toBe(2);
  });

  it('may be SoL in another kommun: its own table comes before the profile', async () => {
    const codes = { 'codes/insats.csv': codeTable({ Kontaktperson: 'SOL_KONTAKTPERSON' }) };
    expect((await decisions([['Kontaktperson', 'Bifall']])).decisions[0]?.insats).toBe('LSS_9_4');
    expect((await decisions([['Kontaktperson', 'Bifall']], codes)).decisions[0]?.insats).toBe(
      'SOL_KONTAKTPERSON',
    );
  });
});

describe('quirk 8: outcomes', () => {
  it.each([
    ['Beviljas', 'BIFALL'],
    ['Bifall', 'BIFALL'],
    ['Delvis bifall', 'DELVIS_BIFALL'],
    ['Avslås', 'AVSLAG'],
    ['Avslag', 'AVSLAG'],
    ['Återtagen', 'AVSKRIVNING'],
    ['B', 'BIFALL'],
    ['D', 'DELVIS_BIFALL'],
    ['A', 'AVSLAG'],
  ])('%s is %s', async (text, outcome) => {
    expect((await decisions([['9:3', text]])).decisions[0]?.outcome).toBe(outcome);
  });

  it('that are figures mean what the own table says', async () => {
    const codes = { 'codes/utfall.csv': codeTable({ 1: 'BIFALL', 2: 'DELVIS_BIFALL', 3: 'AVSLAG' }) };
    const read = await decisions(
      ['1', '2', '3', '4'].map((outcome) => ['9:3', outcome] as const),
      codes,
    );
    expect(read.decisions.map(({ outcome }) => outcome)).toEqual([
      'BIFALL',
      'DELVIS_BIFALL',
      'AVSLAG',
      'OKAND',
    ]);
  });

  it('of makulerade decisions leave the row out, counted', async () => {
    const read = await decisions([
      ['9:3', 'Makulerad'],
      ['9:3', 'MAKULERAT'],
      ['9:3', 'Bifall'],
    ]);
    expect(read.report).toMatchObject({ rowsRead: 3, rowsUsed: 1, skipped: { MAKULERAD: 2 } });
  });
});

describe('quirk 12: handläggare', () => {
  const cases = `tables:
  a:
    from: { file: t.csv }
    columns:
      Id: { type: text, required: true }
      Person: { type: text, required: true }
      Handl: text
      Handläggare: { type: text, expression: "$contains(Handl, '@') ? '' : $uppercase(Handl)" }
      Dag: { type: date, required: true }
      Kod: kommunkod
    records:
      staff: { complete: false, when: Handläggare, sourceId: Handläggare, kommunCode: Kod }
      case: { sourceId: Id, kommunCode: Kod, personSourceId: Person, handlaggareSourceId: Handläggare, caseNumber: Id,
        law: { constant: LSS }, status: { constant: UTREDS }, openedOn: Dag }
`;

  it('are known by the name, signature or user id that the file has; a mailbox of a group is nobody', async () => {
    const text = `Id;Person;Handl;Dag;Kod
1;P1;Hanna Handlagd;2024-01-01;2080
2;P2;hanhan;2024-01-01;2080
3;P3;HANHAN;2024-01-01;2080
4;P4;lss-gruppen@kommun.example;2024-01-01;2080
5;P5;;2024-01-01;2080
`;
    const { records } = await readText(cases, { 't.csv': text });
    const handled = records.flatMap((record) => (record.kind === 'case' ? [record.handlaggareSourceId] : []));
    expect(handled).toEqual(['HANNA HANDLAGD', 'HANHAN', 'HANHAN', null, null]);
    expect(records.filter(({ kind }) => kind === 'staff')).toHaveLength(3);
  });

  it('who have left stay where the file only has those with cases', async () => {
    const { description } = await readText(cases, { 't.csv': 'Id;Person;Handl;Dag;Kod\n' });
    expect(description.kinds).toEqual(['case']);
  });
});
