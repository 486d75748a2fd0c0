import { createHash } from 'node:crypto';
import { type Period, printPeriod, statisticTables, TOTAL } from '@kommunhub/schema';
import type { RunSql } from '../released/index.js';
import type { LeafCoverage, PlacedNode, ReleaseContent, ReleasedCell } from './release-content.js';

interface CoverageRow extends LeafCoverage {
  readonly table: string;
  readonly ageDays: number | null;
}

/**
 * The table of coverage for a period: for each leaf and table how its source
 * stood when the table's latest release was made. Null when nothing is released.
 */
export async function coverageContent(
  run: RunSql,
  period: Period,
  threshold: number,
): Promise<ReleaseContent | null> {
  const rows = await run<CoverageRow>(
    `select latest.table_id as table, coverage.kommun_code as "kommunCode", coverage.state,
            coverage.as_of as "asOf", coverage.is_included as "isIncluded",
            case when coverage.as_of is not null then
              greatest(0, floor(extract(epoch from latest.released_at - coverage.as_of) / 86400))::int end as "ageDays"
       from (select distinct on (table_id) * from statistics.releases
              where period = $1 and table_id <> 'tackning' order by table_id, version desc) latest
       join statistics.release_coverage coverage on coverage.release_id = latest.id`,
    [printPeriod(period)],
  );
  const nodes = await run<PlacedNode>(
    `select code, parent, level, name from statistics.release_nodes
      where release_id = (select id from statistics.releases where period = $1 and table_id <> 'tackning'
                           order by table_id = 'insatser' desc, sequence desc limit 1)
      order by ordinal`,
    [printPeriod(period)],
  );
  if (nodes.length === 0) return null;
  const leaves = nodes.filter(({ level }) => level === 'KOMMUN' || level === 'REGION');
  const cells = leaves.flatMap(({ code, level }) =>
    statisticTables.flatMap(({ id }): ReleasedCell[] => {
      const row = rows.find(({ table, kommunCode }) => table === id && kommunCode === code);
      // The region tells of råd och stöd alone.
      if (row === undefined || (level === 'REGION' && id !== 'insatser')) return [];
      const figures = [row.ageDays === null ? null : String(row.ageDays), row.isIncluded ? '1' : '0'];
      return [
        {
          node: code,
          stratum: id,
          margin: 'tillstand',
          value: row.state ?? TOTAL,
          figures,
          isSuppressed: false,
        },
      ];
    }),
  );
  const coverage = leaves.map(({ code }): LeafCoverage => {
    const own = cells.filter(({ node }) => node === code);
    const told = rows.filter(
      ({ kommunCode, table }) => kommunCode === code && own.some(({ stratum }) => stratum === table),
    );
    return {
      kommunCode: code,
      state: told[0]?.state ?? null,
      asOf: told[0]?.asOf ?? null,
      isIncluded: own.length > 0 && own.every(({ figures }) => figures[1] === '1'),
    };
  });
  const inputHash = createHash('sha256')
    .update(JSON.stringify([nodes, cells]))
    .digest();
  return {
    ...{ table: 'tackning', period: printPeriod(period), threshold },
    ...{ nodes, coverage, cells, inputHash, figures: new Map() },
  };
}
