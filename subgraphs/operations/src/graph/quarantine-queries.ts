import { dayInStockholm } from '@kommunhub/schema';
import { CursorCodec, ListSize, pageOf, startOfPage } from '@kommunhub/subgraph-kit';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import {
  countQuarantine,
  groupQuarantine,
  listQuarantine,
  listUnmapped,
  type QuarantineRow,
  type UnmappedRow,
} from '../rows/quarantine-rows.js';
import type { RunRow } from '../rows/source-rows.js';
import { fatesOf } from '../rules/row-fates.js';
import { shownCode } from '../rules/shown-code.js';
import type { OperationsContext } from './loaders.js';
import { ownSource } from './own-source.js';
import {
  QuarantineConnection,
  QuarantineCount,
  QuarantineEntry,
  RowFate,
  UnmappedCode,
} from './quarantine.js';
import { SyncRun } from './source.js';

const forOwner = 'för IT i nämnden som äger källan';

@Resolver()
export class QuarantineQueries {
  @ListSize({ argument: 'first', fields: ['nodes', 'edges'] })
  @Query(() => QuarantineConnection, {
    description: `Karantän: källans undanlagda rader efter plats och skäl, ${forOwner}.`,
  })
  async quarantine(
    @Ctx() context: OperationsContext,
    @Arg('sourceId', () => ID) sourceId: string,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('settled', () => Boolean, {
      nullable: true,
      defaultValue: false,
      description: 'De som har ordnats i stället för de som ligger kvar.',
    })
    settled: boolean | null,
  ) {
    const { session, services } = context;
    const { id } = await ownSource(context, sourceId);
    const codec = new CursorCodec(services.keyRing.derive('cursors'));
    const request = {
      first: first ?? 50,
      after,
      codec,
      list: `${settled ? 'settled ' : ''}quarantine of ${id}`,
    };
    const { position, limit } = startOfPage(request);
    const rows = await listQuarantine(session, id, settled ?? false, position?.[0] ?? null, limit);
    const page = pageOf(
      request,
      rows,
      (row) => [row.id],
      (row) => row,
      () => countQuarantine(session, id, settled ?? false),
    );
    return new QuarantineConnection(page);
  }

  @Query(() => [QuarantineCount], {
    description: `Karantän i sammandrag: undanlagda rader per fil, kolumn och skäl, vanligast först, ${forOwner}.`,
  })
  async quarantineCounts(
    @Ctx() context: OperationsContext,
    @Arg('sourceId', () => ID) sourceId: string,
  ): Promise<QuarantineCount[]> {
    const { id } = await ownSource(context, sourceId);
    return groupQuarantine(context.session, id);
  }

  @Query(() => [UnmappedCode], {
    description: `Okända koder: lokala koder som kodtabellerna saknar, vanligast först, ${forOwner}.`,
  })
  async unmappedCodes(
    @Ctx() context: OperationsContext,
    @Arg('sourceId', () => ID) sourceId: string,
  ): Promise<UnmappedCode[]> {
    const { session, services } = context;
    const { id, namndId } = await ownSource(context, sourceId);
    const codes = await listUnmapped(session, id);
    const keys = await session.keys(namndId);
    const today = dayInStockholm(services.clock());
    const open = ({ valueHash, valueCipher }: UnmappedRow): string | null => {
      if (valueHash === null || valueCipher === null) return null;
      const place = ['hub.unmapped_codes', valueHash.toString('hex'), 'value_cipher'] as const;
      return shownCode(keys.decrypt(...place, valueCipher), today);
    };
    return codes.map((row) => {
      const { table, column, rows } = row;
      const value = open(row);
      const near = value === null ? null : services.syncStarter.nearestCode?.(id, table, value);
      const nearest = { nearestLocal: near?.local ?? null, nearestCode: near?.code ?? null };
      return { table, column, value, rows, ...nearest, withheld: value === null ? ['value'] : [] };
    });
  }
}

@Resolver(() => QuarantineEntry)
export class QuarantineEntryResolver {
  @FieldResolver(() => SyncRun, { nullable: true, description: 'Läsningen som lade raden åt sidan.' })
  run(@Root() { runId }: QuarantineRow, @Ctx() { loaders }: OperationsContext): Promise<RunRow | null> {
    return loaders.runById.load(runId);
  }

  @FieldResolver(() => [RowFate], { description: 'Vad som hänt med raden från läsning till läsning.' })
  async fates(@Root() { rowId }: QuarantineRow, @Ctx() { loaders }: OperationsContext): Promise<RowFate[]> {
    const history = rowId === null ? null : await loaders.rowHistoryById.load(rowId);
    return history === null ? [] : fatesOf(history);
  }
}

@Resolver(() => RowFate)
export class RowFateResolver {
  @FieldResolver(() => SyncRun, { nullable: true, description: 'Läsningen då det hände.' })
  run(@Root() { runId }: RowFate, @Ctx() { loaders }: OperationsContext): Promise<RunRow | null> {
    return loaders.runById.load(runId);
  }
}
