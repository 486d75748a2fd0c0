import { type Caller, mayAccess } from '@kommunhub/schema';
import { DateTimeScalar, type ReferenceKommun, referenceDeliverer } from '@kommunhub/subgraph-kit';
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { RunRow, SourceRow } from '../rows/source-rows.js';
import { nextRunAt } from '../rules/next-run.js';
import { ageInSeconds, type SourceState, sourceState } from '../rules/source-state.js';
import { SourceStateEnum } from './enums.js';
import { Kommun, Namnd } from './kommun.js';
import type { OperationsContext } from './loaders.js';
import { RemovedCount, SkipCount, Source, SyncRun } from './source.js';

@Resolver(() => Source)
export class SourceResolver {
  @FieldResolver(() => Kommun, { description: 'Kommunen där nämnden har sitt säte.' })
  kommun(@Root() row: SourceRow): ReferenceKommun | null {
    return referenceDeliverer(row.seatKommunCode);
  }

  @FieldResolver(() => [Kommun], { description: 'Kommuner som källan levererar.' })
  kommuner(@Root() row: SourceRow): readonly (ReferenceKommun | null)[] {
    return row.kommunCodes.map((code) => referenceDeliverer(code));
  }

  @FieldResolver(() => Namnd, { description: 'Nämnden som äger uppgifterna.' })
  namnd(@Root() row: SourceRow): Namnd {
    return { id: row.namndId, name: row.namndName };
  }

  @FieldResolver(() => SourceStateEnum, { description: 'Tillstånd; det värsta som gäller.' })
  async state(@Root() row: SourceRow, @Ctx() { loaders, services }: OperationsContext): Promise<SourceState> {
    const runs = await loaders.latestRunsOfSource.load(row.id);
    const figures = runs.map((run) => ({ ...run, rowsQuarantined: run.rowsQuarantined - run.rowsSettled }));
    return sourceState(figures, ageInSeconds(row.asOf, services.clock()), row.intervalHours);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Ålder i sekunder; tomt när källan aldrig lästs.',
  })
  ageSeconds(@Root() row: SourceRow, @Ctx() { services }: OperationsContext): number | null {
    return ageInSeconds(row.asOf, services.clock());
  }

  @FieldResolver(() => SyncRun, { nullable: true, description: 'Senaste läsningen, även en som pågår.' })
  async lastRun(@Root() row: SourceRow, @Ctx() { loaders }: OperationsContext): Promise<RunRow | null> {
    return (await loaders.latestRunsOfSource.load(row.id))[0] ?? null;
  }

  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description:
      'Nästa läsning: ett intervall efter den senastes början, tidigare när den misslyckats; tomt när källan ska läsas genast.',
  })
  async nextRunAt(@Root() row: SourceRow, @Ctx() { loaders }: OperationsContext): Promise<string | null> {
    const runs = await loaders.latestRunsOfSource.load(row.id);
    return nextRunAt(runs, row.intervalHours)?.toISOString() ?? null;
  }
}

@Resolver(() => SyncRun)
export class SyncRunResolver {
  @FieldResolver(() => [SkipCount], { description: 'Överhoppade rader per skäl.' })
  skipped(@Root() row: RunRow): readonly SkipCount[] {
    return Object.entries(row.skippedByReason).map(([reason, count]) => ({ reason, count }));
  }

  @FieldResolver(() => [RemovedCount], { description: 'Borttagna poster per slag.' })
  removedByKind(@Root() row: RunRow): readonly RemovedCount[] {
    return countsOf(row.removedByRecordKind);
  }

  @FieldResolver(() => [RemovedCount], {
    description:
      'Poster per slag som saknas i leveransen men har behållits: rader av slaget gick inte att läsa och kan vara deras.',
  })
  removalsWithheld(@Root() row: RunRow): readonly RemovedCount[] {
    return countsOf(row.withheldByRecordKind);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Varför läsningen misslyckades: fil, plats och vad som ska rättas, ett fel per rad; för IT i nämnden som äger källan.',
  })
  errorMessage(@Root() row: RunRow, @Ctx() { caller }: OperationsContext): string | null {
    return isForOwner(row, caller) ? row.errorText : null;
  }
}

/** The owner's IT mends the export; everybody else has the code. */
function isForOwner({ namndId }: RunRow, caller: Caller): boolean {
  return namndId === caller.namndId && mayAccess(caller, 'SOURCE_CONTROL').allowed;
}

function countsOf(byKind: Readonly<Record<string, number>>): readonly RemovedCount[] {
  return Object.entries(byKind).map(([kind, count]) => ({ kind, count }));
}
