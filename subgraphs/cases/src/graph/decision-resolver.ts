import { decisionKindOf, type KindsOfDecision } from '@kommunhub/schema';
import { type ReferenceKommun, referenceKommun } from '@kommunhub/subgraph-kit';
import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, ID, Info, Resolver, Root } from 'type-graphql';
import type { DecisionStateRow } from '../rows/load-versions.js';
import type {
  CaseRow,
  DecisionRow,
  ExecutionRow,
  FollowUpRow,
  HandlaggareRow,
  InterruptionRow,
} from '../rows/model-rows.js';
import { Case } from './case.js';
import type { CasesContext } from './context.js';
import { Decision, DecisionVersion, Execution, Insats } from './decision.js';
import { FollowUp, Interruption } from './follow-up.js';
import { Handlaggare } from './handlaggare.js';
import { historyDescription, historyOf } from './history.js';
import { insatsOf } from './insats.js';
import { Kommun } from './kommun.js';
import { decrypted, handOutAll, handOutOne } from './reads.js';
import { isWithheldOfDecision, isWithheldOfExecution, namesOfWithheld } from './withheld-of-person.js';

const rawText = 'Källans egna ord, när koden är okänd för hubben.';

@Resolver(() => Decision)
export class DecisionResolver {
  @FieldResolver(() => Case, { description: 'Ärendet.' })
  async case(
    @Root() row: DecisionRow,
    @Ctx() { loaders, session }: CasesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CaseRow | null> {
    return handOutOne(session, 'Case', await loaders.at(row.knownOn).caseById.load(row.caseId), info);
  }

  @FieldResolver(() => ID, {
    description: 'Ärendetyp D01-D24 i delegationsordning; `OKAND` när insats eller utfall är okänt.',
  })
  async kind(@Root() row: DecisionRow, @Ctx() context: CasesContext): Promise<string> {
    return (await kindsOf(row, context)).kind;
  }

  @FieldResolver(() => [ID], {
    description: 'Fler ärendetyper som beslutet också är: D14 vid extern placering (LSS 16 c, 17 §§).',
  })
  async extraKinds(@Root() row: DecisionRow, @Ctx() context: CasesContext): Promise<readonly string[]> {
    // D14 tells that the person lives elsewhere.
    if (await isWithheldOfDecision(row, context)) return [];
    return (await kindsOf(row, context)).extraKinds;
  }

  @FieldResolver(() => Insats, { description: 'Insats.' })
  insats(@Root() row: DecisionRow): Insats {
    return insatsOf(row.insatsCode);
  }

  @FieldResolver(() => [DecisionVersion], { nullable: true, description: historyDescription })
  history(
    @Root() row: DecisionRow,
    @Ctx() context: CasesContext,
  ): Promise<readonly DecisionStateRow[] | null> {
    return historyOf(context, row, context.loaders.statesOfDecision);
  }

  @FieldResolver(() => String, { nullable: true, description: `Insats. ${rawText}` })
  async insatsText(@Root() row: DecisionRow, @Ctx() context: CasesContext): Promise<string | null> {
    if (await isWithheldOfDecision(row, context)) return null;
    return decrypted(context.session, row, 'decisions', 'insats_raw_cipher', row.insatsRawCipher);
  }

  @FieldResolver(() => String, { nullable: true, description: `Beslutsutfall. ${rawText}` })
  async outcomeText(@Root() row: DecisionRow, @Ctx() context: CasesContext): Promise<string | null> {
    if (await isWithheldOfDecision(row, context)) return null;
    return decrypted(context.session, row, 'decisions', 'outcome_raw_cipher', row.outcomeRawCipher);
  }

  @FieldResolver(() => Handlaggare, { nullable: true, description: 'Beslutsfattare.' })
  decidedBy(
    @Root() row: DecisionRow,
    @Ctx() { loaders }: CasesContext,
  ): Promise<HandlaggareRow | null> | null {
    return row.decidedById === null ? null : loaders.at(row.knownOn).handlaggareById.load(row.decidedById);
  }

  @FieldResolver(() => [Execution], { description: 'Verkställighet, i den ordning den beställts.' })
  async executions(
    @Root() row: DecisionRow,
    @Ctx() { loaders, session }: CasesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly ExecutionRow[]> {
    return handOutAll(
      session,
      'Execution',
      await loaders.at(row.knownOn).executionsOfDecision.load(row.id),
      info,
    );
  }

  @FieldResolver(() => [FollowUp], { description: 'Uppföljningar, i den ordning de planerats.' })
  async followUps(
    @Root() row: DecisionRow,
    @Ctx() { loaders, session }: CasesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly FollowUpRow[]> {
    const rows = await loaders.at(row.knownOn).followUpsOfDecision.load(row.id);
    return handOutAll(session, 'FollowUp', rows, info);
  }

  @FieldResolver(() => [String], {
    description: 'Undanhållna uppgifter: fält som är tomma därför att du inte får se dem.',
  })
  async withheld(@Root() row: DecisionRow, @Ctx() context: CasesContext): Promise<readonly string[]> {
    return namesOfWithheld(row, 'Decision', await isWithheldOfDecision(row, context), context);
  }
}

@Resolver(() => DecisionVersion)
export class DecisionVersionResolver {
  @FieldResolver(() => Insats, { description: 'Insats.' })
  insats(@Root() state: DecisionStateRow): Insats {
    return insatsOf(state.insatsCode);
  }
}

@Resolver(() => Execution)
export class ExecutionResolver {
  @FieldResolver(() => String, { nullable: true, description: 'Utförare.' })
  async provider(@Root() row: ExecutionRow, @Ctx() context: CasesContext): Promise<string | null> {
    if (await isWithheldOfExecution(row, context)) return null;
    return decrypted(context.session, row, 'executions', 'provider_cipher', row.providerCipher);
  }

  @FieldResolver(() => Kommun, {
    nullable: true,
    description: 'Verkställande kommun, när den är en annan än den som beslutat (LSS 16 a, 16 c §§).',
  })
  async executingKommun(
    @Root() row: ExecutionRow,
    @Ctx() context: CasesContext,
  ): Promise<ReferenceKommun | null> {
    if (row.executingKommunCode === null || (await isWithheldOfExecution(row, context))) return null;
    return referenceKommun(row.executingKommunCode);
  }

  @FieldResolver(() => [Interruption], { description: 'Avbrott, äldsta först (LSS 28 f §).' })
  async interruptions(
    @Root() row: ExecutionRow,
    @Ctx() { loaders, session }: CasesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly InterruptionRow[]> {
    const rows = await loaders.at(row.knownOn).interruptionsOfExecution.load(row.id);
    return handOutAll(session, 'Interruption', rows, info);
  }

  @FieldResolver(() => [String], {
    description: 'Undanhållna uppgifter: fält som är tomma därför att du inte får se dem.',
  })
  async withheld(@Root() row: ExecutionRow, @Ctx() context: CasesContext): Promise<readonly string[]> {
    return namesOfWithheld(row, 'Execution', await isWithheldOfExecution(row, context), context);
  }
}

/** Where an insats is executed decides over D14, so the kinds of a decision read its executions; nothing of them is handed out. */
async function kindsOf(row: DecisionRow, { loaders }: CasesContext): Promise<KindsOfDecision> {
  const facts = { insats: row.insatsCode, subtype: row.subtype, outcome: row.outcome, lagrum: row.lagrum };
  return decisionKindOf(facts, await loaders.at(row.knownOn).executionsOfDecision.load(row.id));
}
