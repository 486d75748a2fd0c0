import { type ReferenceKommun, referenceKommun } from '@kommunhub/subgraph-kit';
import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { CaseStateRow } from '../rows/load-versions.js';
import type {
  CaseRow,
  DecisionRow,
  HandlaggareRow,
  InvestigationRow,
  PersonRow,
} from '../rows/model-rows.js';
import type { NamndRow } from '../rows/namnd-rows.js';
import { Case, CaseVersion, Investigation } from './case.js';
import type { CasesContext } from './context.js';
import { Decision } from './decision.js';
import { Handlaggare } from './handlaggare.js';
import { historyDescription, historyOf } from './history.js';
import { Kommun } from './kommun.js';
import { Namnd } from './namnd.js';
import { Person } from './person.js';
import { decrypted, handOutAll, handOutOne } from './reads.js';

@Resolver(() => Case)
export class CaseResolver {
  @FieldResolver(() => String, { description: 'Ärendenummer i källans system.' })
  caseNumber(@Root() row: CaseRow, @Ctx() { session }: CasesContext): Promise<string | null> {
    return decrypted(session, row, 'cases', 'case_number_cipher', row.caseNumberCipher);
  }

  @FieldResolver(() => Kommun, { description: 'Kommunen som ansvarar för ärendet (LSS 16 §).' })
  kommun(@Root() row: CaseRow): ReferenceKommun | null {
    return referenceKommun(row.kommunCode);
  }

  @FieldResolver(() => Namnd, { description: 'Nämnden vars ärende det är (LSS 22 §).' })
  namnd(@Root() row: CaseRow, @Ctx() { loaders }: CasesContext): Promise<NamndRow | null> {
    return loaders.namndById.load(row.namndId);
  }

  @FieldResolver(() => Person, { description: 'Den enskilde.' })
  async person(
    @Root() row: CaseRow,
    @Ctx() { loaders, session }: CasesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PersonRow | null> {
    return handOutOne(session, 'Person', await loaders.at(row.knownOn).personById.load(row.personId), info);
  }

  @FieldResolver(() => Handlaggare, {
    nullable: true,
    description: 'Handläggare; saknas när ärendet står i kö.',
  })
  handlaggare(@Root() row: CaseRow, @Ctx() { loaders }: CasesContext): Promise<HandlaggareRow | null> | null {
    return row.handlaggareId === null
      ? null
      : loaders.at(row.knownOn).handlaggareById.load(row.handlaggareId);
  }

  @FieldResolver(() => [Investigation], { description: 'Utredningar (SoL 14 kap. 2 §), äldsta först.' })
  async investigations(
    @Root() row: CaseRow,
    @Ctx() { loaders, session }: CasesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly InvestigationRow[]> {
    return handOutAll(
      session,
      'Investigation',
      await loaders.at(row.knownOn).investigationsOfCase.load(row.id),
      info,
    );
  }

  @FieldResolver(() => [Decision], { description: 'Beslut i ärendet, äldsta först.' })
  async decisions(
    @Root() row: CaseRow,
    @Ctx() { loaders, session }: CasesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly DecisionRow[]> {
    return handOutAll(session, 'Decision', await loaders.at(row.knownOn).decisionsOfCase.load(row.id), info);
  }

  @FieldResolver(() => [CaseVersion], { nullable: true, description: historyDescription })
  history(@Root() row: CaseRow, @Ctx() context: CasesContext): Promise<readonly CaseStateRow[] | null> {
    return historyOf(context, row, context.loaders.statesOfCase);
  }
}
