import { createHash } from 'node:crypto';
import { type Reference, type StatisticTable, TOTAL } from '@kommunhub/schema';
import { type CountCell, cellColumns, cellsOf, unitRows } from '../facts/index.js';
import type { RunSql } from '../released/index.js';
import { valuesOfMargin } from './cell-places.js';

/** Exact figures of one leaf, all its nämnder together. */
export type LeafCell = Pick<
  CountCell,
  'kommunCode' | 'stratum' | 'margin' | 'value' | 'units' | 'persons' | 'known' | 'knownPersons'
>;

/** The exact figures of every leaf, and by leaf a hash of all that its nämnder have in the table. */
export interface LeafFigures {
  readonly cells: readonly LeafCell[];
  readonly hashes: ReadonlyMap<string, Buffer>;
}

/**
 * Counts the units of a table by leaf, as the facts are now. A value that the
 * dimension does not have is left out: then the leaf does not tell how it is divided.
 */
export async function leafFigures(
  run: RunSql,
  table: StatisticTable,
  reference: Reference,
): Promise<LeafFigures> {
  const units = unitRows(table.id, reference);
  const counted = await run<CountCell>(
    `select ${cellColumns} from (${cellsOf(table.id, units)}) cell
      order by kommun_code collate "C", namnd_id collate "C", stratum collate "C", margin collate "C", value collate "C"`,
    [],
  );
  const values = new Map(
    table.margins.map(({ dimension }) => [dimension as string, new Set(valuesOfMargin(dimension))]),
  );
  const cells = new Map<string, LeafCell>();
  const told = new Map<string, string[]>();
  for (const cell of counted) {
    const { kommunCode, stratum, margin, value } = cell;
    const lines = told.get(kommunCode) ?? [];
    told.set(kommunCode, lines);
    lines.push(JSON.stringify(cell));
    if (margin !== TOTAL && values.get(margin)?.has(value) !== true) continue;
    const key = [kommunCode, stratum, margin, value].join('|');
    const known = cells.get(key);
    cells.set(key, known === undefined ? cell : added(known, cell));
  }
  const hashes = [...told].map(([code, lines]) => [code, hashOf(lines)] as const);
  return { cells: [...cells.values()], hashes: new Map(hashes) };
}

function added(one: LeafCell, other: LeafCell): LeafCell {
  return {
    ...one,
    units: one.units + other.units,
    // Each nämnd knows its persons by surrogates of its own: who is with two counts in each.
    persons: one.persons + other.persons,
    known: one.known + other.known,
    knownPersons: one.knownPersons + other.knownPersons,
  };
}

const hashOf = (lines: readonly string[]) => createHash('sha256').update(lines.join('\n')).digest();
