import { type OctoberSummary, octoberDay, octoberInsatser } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
import type { ApprovalRow } from './approval-rows.js';
import { type OctoberKnowledge, type OctoberScope, wasKnown } from './october-scope.js';

/** Last year's figures: as they were approved, else as the facts have them; null when neither is there. */
export interface LastYear {
  readonly origin: 'GODKAND' | 'BERAKNAD';
  readonly insatser: OctoberSummary['insatser'];
}

/** The approval of last year decides; without one the facts do, if they reach that far back. */
export async function loadLastYear(
  session: Session,
  scope: OctoberScope,
  knowledge: OctoberKnowledge,
  approved: ApprovalRow | undefined,
): Promise<LastYear | null> {
  const rows = await session.query<{ insats: string; persons: number }>(
    `select fact.insats, count(distinct fact.person_key)::int as persons
       from statistics.insats_facts fact
      where fact.kommun_code = $1 and fact.namnd_id = $2 and fact.insats = any ($4)
        and ${wasKnown('fact', knowledge, '$5')}
        and fact.from_on <= $3::date and (fact.to_on is null or fact.to_on >= $3::date)
      group by 1`,
    [scope.kommunCode, scope.namndId, octoberDay(scope.year - 1), octoberInsatser, knowledge.at],
  );
  if (approved !== undefined) return { origin: 'GODKAND', insatser: approved.figures.insatser };
  if (rows.length === 0) return null;
  const found = new Map(rows.map(({ insats, persons }) => [insats, persons]));
  const figures = octoberInsatser.map((insats) => [insats, found.get(insats) ?? 0]);
  return { origin: 'BERAKNAD', insatser: Object.fromEntries(figures) as OctoberSummary['insatser'] };
}
