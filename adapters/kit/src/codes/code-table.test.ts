import { describe, expect, it } from 'vitest';
import { lineInForce, mergeCodeTables, parseCodeTable } from './code-table.js';

const parse = (...lines: string[]) =>
  parseCodeTable('codes/t.csv', ['lokal;gemensam;godkand_av;galler_fran;anmarkning', ...lines].join('\n'));
const table = (...lines: string[]) => parse(...lines).table;
const codeOn = (lines: ReturnType<typeof table>, day: string) =>
  lineInForce(lines, ' leds ', day)?.code ?? null;

describe('galler_fran of a code table', () => {
  it('puts a line into force on its day and not before', () => {
    const lines = table('LEDS;LSS_9_3;A;2026-07-01;');
    expect(codeOn(lines, '2026-06-30')).toBeNull();
    expect(codeOn(lines, '2026-07-01')).toBe('LSS_9_3');
  });

  it('lets the same text mean something else from a later day, in whatever order the lines stand', () => {
    const lines = ['Leds;LSS_9_4;A;2027-01-01;', 'LEDS;LSS_9_3;A;2026-01-01;'];
    for (const given of [lines, lines.toReversed()]) {
      expect(codeOn(table(...given), '2026-12-31')).toBe('LSS_9_3');
      expect(codeOn(table(...given), '2027-01-01')).toBe('LSS_9_4');
    }
  });

  it('refuses two lines for one text from the same day', () => {
    const { faults } = parse('LEDS;LSS_9_4;A;2026-01-01;', 'leds;LSS_9_3;A;2026-01-01;');
    expect(faults.map(({ code, path }) => [code, path])).toEqual([['TABLE_DUPLICATE', 'codes/t.csv:3']]);
  });

  it('lets the adapter’s own line rule from its day, and the profile’s until then', () => {
    const merged = mergeCodeTables(
      table('LEDS;LSS_9_3;A;2026-06-01;'),
      table('LEDS;SOL_LEDSAGNING;B;2026-03-01;'),
    );
    expect(codeOn(merged, '2026-02-28')).toBeNull();
    expect(codeOn(merged, '2026-12-01')).toBe('SOL_LEDSAGNING');
    const later = mergeCodeTables(table('LEDS;LSS_9_3;A;2026-01-01;'), table('LEDS;LSS_9_4;B;2026-03-01;'));
    expect(codeOn(later, '2026-02-28')).toBe('LSS_9_3');
  });
});
