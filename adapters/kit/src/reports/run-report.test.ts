import { describe, expect, it } from 'vitest';
import { printReport } from './print-report.js';
import type { RunReport } from './run-report.js';

const evil = '"><script>alert(1)</script>\u0000';
const report: RunReport = {
  source: { id: 'falun-treserva', system: 'Treserva', namnd: 'Omvårdnadsnämnden' },
  state: 'DONE',
  runId: '7d0c',
  startedAt: '2026-11-22T12:00:00.000Z',
  finishedAt: '2026-11-22T12:00:02.500Z',
  asOf: '2026-11-22T05:00:00.000Z',
  errorCode: null,
  problems: [],
  files: [{ file: 'beslut.csv', sheet: null, rows: 1200 }],
  rows: { read: 1200, used: 1190, quarantined: 7, skipped: 3 },
  skipped: [{ reason: 'MAKULERAD', rows: 3 }],
  records: [{ kind: 'decision', count: 1190 }],
  merged: { records: 1190, inserted: 1, updated: 2, unchanged: 1187, removed: 4 },
  removed: [{ kind: 'decision', count: 4 }],
  withheld: [{ kind: 'execution', count: 2 }],
  faults: [
    {
      file: 'beslut.csv',
      sheet: null,
      column: evil,
      reason: 'VALUE_MISSING',
      remedy: 'Fill in the column in the source: it is required.',
      rows: 7,
      examples: [4, 9],
    },
  ],
  unmapped: [
    {
      table: 'insats',
      column: 'Insats',
      value: 'LEDSS',
      rows: 2,
      nearest: { local: 'LEDS', code: 'LSS_9_3' },
    },
  ],
  warnings: [{ code: 'CHECK_DIGIT', column: 'Personnummer', rows: 1 }],
};

it('gives no equation of rows for a run that was cut off', () => {
  const rows = { read: 148_000, used: 0, quarantined: 0, skipped: 0 };
  const text = printReport({ ...report, state: 'FAILED', merged: null, skipped: [], rows }, 'txt');
  expect(text.replaceAll('\u00a0', ' ')).toContain('Läsningen bröts efter 148 000 rader.');
  expect(text).not.toContain('Radernas öden');
});

describe('a report', () => {
  const html = printReport(report, 'html');
  const text = printReport(report, 'txt');

  it.each(['html', 'txt'] as const)(
    'tells as %s what was read, why rows fell, what helps and what changed',
    (form) => {
      const printed = printReport(report, form).replace(/[\s\u00a0]+/g, ' ');
      for (const said of [
        'Inläsning av falun-treserva',
        '1 200',
        'makulerade',
        'uppgift saknas (VALUE_MISSING)',
        'Fyll i kolumnen i källan: uppgiften krävs.',
        '4, 9',
        'LEDS (LSS_9_3)',
        'codes/insats.csv',
        'Behållna fast de saknas i leveransen',
        '2,5 sekunder',
        '2026-11-22 06:00',
        'fel kontrollsiffra i personnummer',
      ])
        expect(printed).toContain(said);
    },
  );

  it('comes back as JSON as it was', () => {
    expect(JSON.parse(printReport(report, 'json'))).toEqual(report);
  });

  it('shows a header with markup as text', () => {
    expect(html).not.toContain('<script');
    expect(html + text).not.toContain('\u0000');
    expect(html).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('is a page for every reader: language, headings in order, captions and scopes', () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="sv">/);
    expect(html.match(/<h1>/g)).toHaveLength(1);
    const tables = html.match(/<table>/g) ?? [];
    expect(html.match(/<caption>[^<]/g)).toHaveLength(tables.length);
    expect(html).not.toMatch(/<th\b(?![^>]*scope=)/);
    const headings = [...html.matchAll(/aria-labelledby="([^"]+)"/g)].map(([, id]) => id);
    for (const id of headings) expect(html).toContain(`<h2 id="${id}">`);
    expect(html).not.toMatch(/https?:|<img|<link|<script/);
  });

  it('keeps columns of the text in line', () => {
    const lines = text.split('\n');
    const start = lines.findIndex((line) => line.startsWith('Radernas öden'));
    const ends = lines.slice(start + 1, start + 6).map((line) => line.length);
    expect(new Set(ends).size).toBe(1);
  });

  it.each([
    ['HELD', 'stoppad'],
    ['FAILED', 'Inget har ändrats'],
    ['TRIAL', 'Inget har skrivits'],
  ] as const)('opens with what %s means', (state, said) => {
    expect(printReport({ ...report, state }, 'txt').split('\n')[2]).toContain(said);
  });
});
