import { runSync } from '../../adapters/kit/src/index.js';
import { afterMerge, entities, migrations, tableSpecs } from '../../gateway/src/hub/parts.js';
import type { RecordSource, TableId } from '../../schema/src/index.js';
import { createOpenRun, hubMigrations } from '../../subgraphs/kit/src/index.js';
import { type CountCell, cellColumns, cellsOf, unitRows } from '../../subgraphs/statistics/src/index.js';
import { createTestDatabase } from '../support/test-database.js';
import { World } from '../support/two-namnder.js';
import { dayOfRegister } from './official-2021.js';
import { nameOf, type TrueFigures } from './truth.js';

/** A hub with facts, into which the nation's sources are read as the hub reads any. */
export class NationHub extends World {
  static async open(): Promise<NationHub> {
    // The kit's own come with every database.
    const own = migrations.filter((migration) => !hubMigrations.includes(migration));
    return new NationHub(await createTestDatabase({ migrations: own, entities }), afterMerge);
  }

  /** Reads each source once and gives the number of records; a row that is set aside is a fault. */
  async read(sources: readonly RecordSource[]): Promise<number> {
    const openRun = createOpenRun(this.test.database, this.test.keyRing, tableSpecs, { afterMerge });
    let records = 0;
    for (const source of sources) {
      const { state, counts } = await runSync(source, openRun);
      if (state !== 'DONE' || counts.rowsQuarantined > 0)
        throw new Error(`${source.description.id}: ${state}, ${counts.rowsQuarantined} rows set aside.`);
      records += counts.records;
    }
    return records;
  }

  /** The exact figures of each kommun or region on the day of the register, nämnder added up. */
  async exactFigures(table: TableId): Promise<ReadonlyMap<string, TrueFigures>> {
    const cells = cellsOf(table, unitRows(table, { on: dayOfRegister }));
    const { rows } = await this.test.owner.query<CountCell>(`select ${cellColumns} from (${cells}) cell`);
    const figures = new Map<string, Map<string, number>>();
    for (const { kommunCode, stratum, margin, value, units } of rows) {
      const own = figures.get(kommunCode) ?? new Map<string, number>();
      figures.set(kommunCode, own);
      const name = nameOf(stratum, margin, value);
      own.set(name, (own.get(name) ?? 0) + units);
    }
    return figures;
  }
}
