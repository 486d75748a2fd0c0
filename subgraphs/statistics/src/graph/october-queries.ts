import type { OctoberCheckCode, OctoberInterruptions } from '@kommunhub/schema';
import {
  Cost,
  DateScalar,
  type HubServices,
  referenceKommun,
  type SubgraphContext,
} from '@kommunhub/subgraph-kit';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { approveReport, withdrawReport } from '../october/approve-report.js';
import { makeReport } from '../october/october-report.js';
import { knowledgeOf, type OctoberScope, requireOctoberScope } from '../october/october-scope.js';
import { OctoberCheckCodeEnum, OctoberInterruptionsEnum } from './october-enums.js';
import { OctoberReport, reportView } from './october-report-type.js';

type OctoberContext = SubgraphContext<unknown, HubServices>;

const knownOnDescription =
  'Så som det var känt när den dagen var slut (svensk tid). Utan dag: den godkända rapporten om det finns en, annars det som är känt nu.';
const interruptionsDescription =
  'Om insatser med avbrott räknas; annars godkännandets inställning, och utan godkännande EXKLUDERAS.';

/** A report reads the whole part, whatever is asked of it. */
const costOfReport = 5_000;

@Resolver()
export class OctoberQueries {
  @Cost(costOfReport)
  @Query(() => OctoberReport, {
    description:
      'Oktoberstatistiken för den egna nämndens del av en kommun (LSS 15 a §); för chef, ändamål UPPFOLJNING.',
  })
  async octoberReport(
    @Ctx() context: OctoberContext,
    @Arg('kommunCode', () => ID, { description: 'Ansvarig kommun.' }) kommunCode: string,
    @Arg('year', () => Int, { description: 'År: förhållandena den 1 oktober.' }) year: number,
    @Arg('namndId', () => ID, { nullable: true, description: 'Den egna nämnden; inget annat går att ange.' })
    namndId: string | null,
    @Arg('knownOn', () => DateScalar, { nullable: true, description: knownOnDescription }) knownOn:
      | string
      | null,
    @Arg('interruptions', () => OctoberInterruptionsEnum, {
      nullable: true,
      description: interruptionsDescription,
    })
    interruptions: OctoberInterruptions | null,
  ): Promise<OctoberReport> {
    const scope = requireOctoberScope(context.caller, { kommunCode, year, namndId: namndId ?? null });
    return report(context, scope, { knownOn: knownOn ?? null, interruptions: interruptions ?? null });
  }

  @Cost(costOfReport)
  @Mutation(() => OctoberReport, {
    description:
      'Godkänner den egna nämndens del: antal, tidpunkt och kunskapsdag fryses. Fel måste vara rättade eller godtagna med sin kod.',
  })
  async approveOctoberReport(
    @Ctx() context: OctoberContext,
    @Arg('kommunCode', () => ID, { description: 'Ansvarig kommun.' }) kommunCode: string,
    @Arg('year', () => Int, { description: 'År.' }) year: number,
    @Arg('namndId', () => ID, { nullable: true, description: 'Den egna nämnden.' }) namndId: string | null,
    @Arg('knownOn', () => DateScalar, { nullable: true, description: 'Kunskapsdag; nu när ingen anges.' })
    knownOn: string | null,
    @Arg('interruptions', () => OctoberInterruptionsEnum, {
      nullable: true,
      description: interruptionsDescription,
    })
    interruptions: OctoberInterruptions | null,
    @Arg('accept', () => [OctoberCheckCodeEnum], { nullable: true, description: 'Fel som godtas.' })
    accept: readonly OctoberCheckCode[] | null,
    @Arg('note', () => String, { nullable: true, description: 'Anteckning, utan uppgifter om enskilda.' })
    note: string | null,
  ): Promise<OctoberReport> {
    const { caller, session, services } = context;
    const scope = requireOctoberScope(caller, { kommunCode, year, namndId: namndId ?? null });
    const now = services.clock();
    await approveReport(session, services.keyRing, {
      ...{ scope, now, note: note ?? null, accepted: accept ?? [], interruptions: interruptions ?? null },
      knowledge: knowledgeOf(knownOn ?? null, now),
    });
    return report(context, scope, { knownOn: null, interruptions: null });
  }

  @Cost(costOfReport)
  @Mutation(() => OctoberReport, {
    description: 'Återkallar godkännandet, till och med 25 oktober; det står kvar i historiken med skälet.',
  })
  async withdrawOctoberApproval(
    @Ctx() context: OctoberContext,
    @Arg('kommunCode', () => ID, { description: 'Ansvarig kommun.' }) kommunCode: string,
    @Arg('year', () => Int, { description: 'År.' }) year: number,
    @Arg('namndId', () => ID, { nullable: true, description: 'Den egna nämnden.' }) namndId: string | null,
    @Arg('reason', () => String, { description: 'Skäl, utan uppgifter om enskilda.' }) reason: string,
  ): Promise<OctoberReport> {
    const { caller, session, services } = context;
    const scope = requireOctoberScope(caller, { kommunCode, year, namndId: namndId ?? null });
    await withdrawReport(session, services.keyRing, { scope, reason, now: services.clock() });
    return report(context, scope, { knownOn: null, interruptions: null });
  }
}

async function report(
  { session, services }: OctoberContext,
  scope: OctoberScope,
  { knownOn, interruptions }: { knownOn: string | null; interruptions: OctoberInterruptions | null },
): Promise<OctoberReport> {
  const data = await makeReport(session, services.keyRing, {
    ...{ scope, interruptions, isKnowledgeGiven: knownOn !== null },
    knowledge: knowledgeOf(knownOn, services.clock()),
  });
  return reportView(data, referenceKommun(scope.kommunCode));
}
