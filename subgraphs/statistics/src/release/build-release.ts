import { createHash } from 'node:crypto';
import {
  BadInputError,
  HubError,
  type Period,
  type PublishedCell,
  printPeriod,
  referenceOf,
  refuseUnsafe,
  type StatisticTable,
} from '@kommunhub/schema';
import type { RunSql } from '../released/index.js';
import { nodesWithRegion } from './cell-places.js';
import { type Companion, companionOf, companionThreshold } from './companion-table.js';
import {
  type EarlierRelease,
  earlierVersions,
  figuresTold,
  suppressedElsewhere,
  versionsOf,
} from './earlier-releases.js';
import type { HubKnowledge } from './hub-knowledge.js';
import { coverageOf } from './included-leaves.js';
import { leafFigures } from './leaf-figures.js';
import { type LeavesOf, nodeFigures } from './node-figures.js';
import { disclosureInput, type Protected, type ToldPlaces, toldPlaces } from './protected-pattern.js';
import { releaseCells } from './release-cells.js';
import type { PlacedNode, PlaceLevel, ReleaseContent, ReleasedCell } from './release-content.js';
import { coalitionsOf, releaseTree } from './release-tree.js';

const levelsOfYear: readonly PlaceLevel[] = ['KOMMUN', 'REGION', 'OMRADE', 'LAN', 'SAMVERKAN', 'ALLA'];
/** A quarter tells of no single kommun: so often, its figures would be too small. */
const levelsOfQuarter: readonly PlaceLevel[] = ['OMRADE', 'LAN', 'SAMVERKAN', 'ALLA'];

export interface BuildOptions {
  readonly table: StatisticTable;
  readonly period: Period;
  /** For a period of which nothing is released; a period keeps the one that it began with. */
  readonly threshold: number;
  readonly knowledge: HubKnowledge;
}

/** A release as it would be stored, with the versions before it. */
export interface BuiltRelease {
  readonly content: ReleaseContent;
  readonly versions: readonly EarlierRelease[];
  /** Whether it says the same as the latest version, which then stands. */
  readonly isUnchanged: boolean;
}

/**
 * Computes a release from the facts as they are now, protects it and tries to
 * break it; stores nothing.
 *
 * @throws HubError RELEASE_UNSAFE when a small figure could be worked out from it.
 */
export async function buildRelease(run: RunSql, options: BuildOptions): Promise<BuiltRelease> {
  const counted = await countTable(run, options);
  const { versions, inputHash } = counted;
  const isUnchanged = versions.at(-1)?.inputHash.equals(inputHash) === true;
  const cells = isUnchanged ? [] : await protectedCells(run, options, counted);
  const { nodes, coverage, threshold, figures } = counted;
  const named = { table: options.table.id, period: printPeriod(options.period), threshold };
  return { content: { ...named, nodes, coverage, figures, inputHash, cells }, versions, isUnchanged };
}

type Counted = Awaited<ReturnType<typeof countTable>>;

/** The exact figures with all that decides what is told of them. */
async function countTable(run: RunSql, options: BuildOptions) {
  const { table, period, knowledge } = options;
  const reference = referenceOf(table.timing, period);
  const versions = await versionsOf(run, table.id, period);
  const threshold =
    versions[0]?.threshold ?? (await companionThreshold(run, table, period)) ?? options.threshold;
  // A region tells of råd och stöd alone: elsewhere nothing is lacking without it.
  const nodes = releaseTree(knowledge).filter(({ level }) => level !== 'REGION' || table.id === 'insatser');
  const leaves = nodes
    .filter(({ level }) => level === 'KOMMUN' || level === 'REGION')
    .map(({ code }) => code);
  const coverage = await coverageOf(run, table.id, reference, leaves, knowledge);
  const included = coverage.filter(({ isIncluded }) => isIncluded).map(({ kommunCode }) => kommunCode);
  const { cells, hashes } = await leafFigures(run, table, reference);
  const figures = new Map(included.map((code) => [code, hashes.get(code) ?? Buffer.alloc(0)]));
  const inputHash = hashOfInput(table, nodes, included, figures, threshold);
  return { reference, versions, threshold, nodes, leaves, coverage, included, cells, figures, inputHash };
}

async function protectedCells(
  run: RunSql,
  { table, period, knowledge }: BuildOptions,
  { reference, versions, threshold, nodes, leaves, included, cells: exact, figures }: Counted,
): Promise<readonly ReleasedCell[]> {
  const levels = period.kind === 'YEAR' ? levelsOfYear : levelsOfQuarter;
  const leavesOf = leavesUnder(nodes, included);
  const options = {
    ...{ table, threshold, having: new Set(leavesOf.keys()) },
    nodes: nodes.filter(({ level }) => levels.includes(level)),
    withRegion: nodesWithRegion(nodes),
    figures: await nodeFigures(run, table, reference, exact, leavesOf),
    earlier: await figuresTold(run, versions),
  };
  if (!table.isProtected) return releaseCells({ ...options, told: null });
  const companion = await companionOf(run, table, period, reference, {
    included,
    leavesUnder: leavesUnder(nodes, leaves),
  });
  refuseBefore(companion, versions);
  const told: Protected = {
    ...{ table, nodes, included, levels, threshold, cells: exact },
    coalitions: coalitionsOf(knowledge, included),
    sticky: await suppressedElsewhere(run, table, period, versions.length === 0),
    versions: await earlierVersions(run, versions, figures),
    ...(companion && { companion: companion.table }),
  };
  const cells = releaseCells({ ...options, told: decided(told) });
  tryToBreak(told, cells);
  return cells;
}

function decided(told: Protected): ToldPlaces {
  try {
    return toldPlaces(told);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new HubError(
      'RELEASE_UNSAFE',
      'The figures of the release contradict earlier ones; it was not stored.',
      { cause },
    );
  }
}

/** Both are about the same individuals, and are protected together in one order only. */
function refuseBefore(companion: Companion | undefined, versions: readonly EarlierRelease[]): void {
  if (companion !== undefined && companion.changed.length > 0 && versions.length > 0)
    throw new BadInputError('The table of insatser has changed too; correct it for the period first.');
}

/** Attacks what would be stored, row by row as it stands, and not what was meant to be. */
function tryToBreak(told: Protected, cells: readonly ReleasedCell[]): void {
  const published = cells.flatMap(
    ({ node, stratum, margin, value, figures: [count], isSuppressed }): PublishedCell[] =>
      isSuppressed || count == null ? [] : [{ node, stratum, margin, value, units: Number(count) }],
  );
  refuseUnsafe({ ...disclosureInput(told), published });
}

/** By node that has any of them, the leaves under it. */
function leavesUnder(nodes: readonly PlacedNode[], leaves: readonly string[]): LeavesOf {
  const parentOf = new Map(nodes.map(({ code, parent }) => [code, parent]));
  const under = new Map<string, string[]>();
  for (const leaf of leaves)
    for (let at: string | null = leaf; at !== null; at = parentOf.get(at) ?? null)
      under.set(at, [...(under.get(at) ?? []), leaf]);
  return under;
}

/** Everything that a release follows from: the same again makes no new version. */
function hashOfInput(
  { id, margins, measures }: StatisticTable,
  nodes: readonly PlacedNode[],
  included: readonly string[],
  figures: ReadonlyMap<string, Buffer>,
  threshold: number,
): Buffer {
  const tree = nodes.map(({ code, parent, level }) => [code, parent, level]);
  const leaves = included.map((code) => [code, figures.get(code)?.toString('base64')]);
  const all = [id, margins, measures.map((measure) => measure.id), tree, leaves, threshold];
  return createHash('sha256').update(JSON.stringify(all)).digest();
}
