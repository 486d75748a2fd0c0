import {
  buildSubgraph,
  keyOf,
  type ReferenceResolver,
  referenceKommun,
  requireAccess,
  type Subgraph,
} from '@kommunhub/subgraph-kit';
import { CaseQueries } from './graph/case-queries.js';
import { CaseResolver } from './graph/case-resolver.js';
import type { CasesContext } from './graph/context.js';
import { DecisionQueries } from './graph/decision-queries.js';
import { DecisionResolver, DecisionVersionResolver, ExecutionResolver } from './graph/decision-resolver.js';
import { HandlaggareResolver, NamndResolver } from './graph/handlaggare-resolver.js';
import { KommunQueries } from './graph/kommun-queries.js';
import { InsatsCountResolver, KommunResolver } from './graph/kommun-resolver.js';
import { type CasesLoaders, createLoaders } from './graph/loaders.js';
import { PersonLookup } from './graph/person-lookup.js';
import { PersonResolver } from './graph/person-resolver.js';
import { handOutOne, type LoggedEntity } from './graph/reads.js';
import { type ParticipationPort, participationByAgreement } from './ports/index.js';
import type { TenantRow } from './rows/model-rows.js';

export interface CasesOptions {
  /** Who takes part in joint work; by the hub's agreements when left out. */
  readonly participation?: ParticipationPort;
}

/** The subgraph of kommuner, cases, decisions and the persons they concern. */
export function createCasesSubgraph(options: CasesOptions = {}): Subgraph {
  const participation = options.participation ?? participationByAgreement;
  return buildSubgraph<CasesLoaders>({
    name: 'cases',
    resolvers: [
      KommunQueries,
      CaseQueries,
      DecisionQueries,
      KommunResolver,
      InsatsCountResolver,
      NamndResolver,
      HandlaggareResolver,
      CaseResolver,
      PersonResolver,
      PersonLookup,
      DecisionResolver,
      DecisionVersionResolver,
      ExecutionResolver,
    ],
    referenceResolvers: {
      Kommun: (references) => references.map((reference) => referenceKommun(keyOf(reference, 'code'))),
      Namnd: (references, { loaders }) =>
        loaders.namndById.loadMany(references.map((reference) => keyOf(reference, 'id'))),
      Handlaggare: (references, { caller, loaders }) => {
        requireAccess(caller, 'PERSON_LEVEL');
        return loaders.handlaggareById.loadMany(references.map((reference) => keyOf(reference, 'id')));
      },
      Case: personLevel('Case', ({ loaders }) => loaders.caseById),
      Person: personLevel('Person', ({ loaders }) => loaders.personById),
      Decision: personLevel('Decision', ({ loaders }) => loaders.decisionById),
    },
    createLoaders: ({ session }) => createLoaders(session, participation),
  });
}

interface RowLoader<Row> {
  loadMany(ids: readonly string[]): Promise<(Row | null | Error)[]>;
}

/** References to persons' data are read as lists are: with a right, under the row rules, and noted. */
function personLevel<Row extends TenantRow>(
  entity: LoggedEntity,
  loaderOf: (context: CasesContext) => RowLoader<Row>,
): ReferenceResolver<CasesContext> {
  return async (references, context, info) => {
    requireAccess(context.caller, 'PERSON_LEVEL');
    const rows = await loaderOf(context).loadMany(references.map((reference) => keyOf(reference, 'id')));
    return rows.map((row) => (row instanceof Error ? row : handOutOne(context.session, entity, row, info)));
  };
}
