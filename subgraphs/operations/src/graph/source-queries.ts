import { NotFoundError } from '@kommunhub/schema';
import { type ReferenceKommun, requireAccess } from '@kommunhub/subgraph-kit';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { listSources, type RunRow, type SourceRow } from '../rows/source-rows.js';
import { Kommun } from './kommun.js';
import type { OperationsContext } from './loaders.js';
import { ownSource, refuseForeign } from './own-source.js';
import { Source, SyncRun } from './source.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

@Resolver()
export class SourceQueries {
  @Query(() => [Source], { description: 'Källor och hur aktuella de är; antal, aldrig innehåll.' })
  sources(
    @Ctx() { caller, session }: OperationsContext,
    @Arg('kommunCodes', () => [ID], { nullable: true, description: 'Kommunkoder; alla när inget anges.' })
    kommunCodes: string[] | null,
  ): Promise<SourceRow[]> {
    requireAccess(caller, 'SOURCE_COUNTS');
    return listSources(session, kommunCodes ?? null);
  }

  @Query(() => SyncRun, { nullable: true, description: 'Läsning med detta id.' })
  syncRun(
    @Ctx() { caller, loaders }: OperationsContext,
    @Arg('id', () => ID) id: string,
  ): Promise<RunRow | null> | null {
    requireAccess(caller, 'SOURCE_COUNTS');
    return uuid.test(id) ? loaders.runById.load(id.toLowerCase()) : null;
  }
}

@Resolver()
export class SourceMutations {
  @Mutation(() => SyncRun, { description: 'Läsning: startar en läsning av en av den egna nämndens källor.' })
  async startSync(
    @Ctx() context: OperationsContext,
    @Arg('sourceId', () => ID) sourceId: string,
  ): Promise<RunRow> {
    const source = await ownSource(context, sourceId);
    return startedRun(context, context.services.syncStarter.start(source.id));
  }

  @Mutation(() => SyncRun, {
    description:
      'Omspelning: tolkar om undanlagda rader och rader med okända koder med mappning och kodtabeller som de är nu. Källan läses inte och inget tas bort.',
  })
  async replayQuarantine(
    @Ctx() context: OperationsContext,
    @Arg('sourceId', () => ID) sourceId: string,
  ): Promise<RunRow> {
    const source = await ownSource(context, sourceId);
    return startedRun(context, context.services.syncStarter.replay(source.id));
  }

  @Mutation(() => SyncRun, {
    description:
      'Godkännande: läser källan igen efter att den senaste läsningen hållits kvar. Högst så mycket som den förutsåg tas bort; annars hålls även den nya kvar.',
  })
  async acceptRun(@Ctx() context: OperationsContext, @Arg('id', () => ID) id: string): Promise<RunRow> {
    const { caller, loaders, services } = context;
    requireAccess(caller, 'SOURCE_CONTROL');
    const held = uuid.test(id) ? await loaders.runById.load(id.toLowerCase()) : null;
    if (held === null) throw new NotFoundError('No run has this id.');
    refuseForeign(held, caller);
    const accepts = { runId: held.id, by: `${caller.issuer} ${caller.subject}` };
    return startedRun(context, services.syncStarter.start(held.sourceId, { accepts }));
  }
}

async function startedRun({ loaders }: OperationsContext, starting: Promise<string>): Promise<RunRow> {
  const run = await loaders.runById.load(await starting);
  if (run === null) throw new NotFoundError('The run was started and has since been removed.');
  return run;
}

@Resolver(() => Kommun)
export class KommunSourcesResolver {
  @FieldResolver(() => [Source], { nullable: true, description: 'Källor som levererar kommunen.' })
  sources(
    @Root() { code }: ReferenceKommun,
    @Ctx() { caller, loaders }: OperationsContext,
  ): Promise<readonly SourceRow[]> {
    requireAccess(caller, 'SOURCE_COUNTS');
    return loaders.sourcesOfKommun.load(code);
  }
}
