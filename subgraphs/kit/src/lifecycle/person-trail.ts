import { BadInputError, parsePersonnummer, recordKinds } from '@kommunhub/schema';
import type { Client } from 'pg';
import type { TableSpec } from '../ingest/table-spec.js';
import type { KeyRing } from '../keys/key-ring.js';
import { asNamnd, withLifecycle } from './as-namnd.js';
import { dependentsOf } from './dependents.js';

interface PersonTrailOptions {
  /** Address of the login `hub_lifecycle`. */
  readonly url: string;
  readonly keyRing: KeyRing;
  readonly specs: readonly TableSpec[];
  /** The table and column of hashes that a person is found by. */
  readonly lookup: { readonly table: string; readonly column: string };
  /** The day of today, for two-digit years. */
  readonly today: () => string;
}

/** Gives the ids of a person and of all that is or was kept on the person, current and earlier; ids only. */
export class PersonTrail {
  constructor(private readonly options: PersonTrailOptions) {}

  /** @throws BadInputError when the text is no number. */
  async personIds(kommunCode: string, personnummer: string): Promise<string[]> {
    const { keyRing, lookup, today } = this.options;
    const parsed = parsePersonnummer(personnummer, today());
    const canonical = parsed.kind === 'value' ? parsed.value.canonical : null;
    if (canonical === null) throw new BadInputError('"personnummer" cannot be read as a number of a person.');
    return this.inEachNamnd(kommunCode, async (connection, namndId) => {
      await keyRing.load([namndId]);
      const { rows } = await connection.query<{ id: string }>(
        `select id from ${lookup.table} where kommun_code = $1 and ${lookup.column} = $2
         union select id from ${lookup.table}_history where kommun_code = $1 and ${lookup.column} = $2`,
        [kommunCode, keyRing.namndKeys(namndId).lookupHash(canonical)],
      );
      return rows.map((row) => row.id);
    });
  }

  async idsOf(kommunCode: string, personId: string): Promise<string[]> {
    const order = (spec: TableSpec) => recordKinds.indexOf(spec.kind);
    const specs = [...this.options.specs].sort((one, other) => order(one) - order(other));
    const found = await this.inEachNamnd(kommunCode, async (connection) => {
      const ids = new Map([['person', [personId]]]);
      for (const { spec, column, of } of dependentsOf(specs, 'person')) {
        const { rows } = await connection.query<{ id: string }>(
          `select id from ${spec.table} where kommun_code = $1 and ${column} = any ($2)
           union select id from ${spec.table}_history where kommun_code = $1 and ${column} = any ($2)`,
          [kommunCode, ids.get(of)],
        );
        ids.set(
          spec.kind,
          rows.map((row) => row.id),
        );
      }
      return [...ids.values()].flat();
    });
    return [...new Set([personId, ...found])];
  }

  private async inEachNamnd(
    kommunCode: string,
    look: (connection: Client, namndId: string) => Promise<string[]>,
  ): Promise<string[]> {
    return withLifecycle(this.options.url, async (connection) => {
      const { rows } = await connection.query<{ namnd_id: string }>(
        'select namnd_id from hub.namnd_kommuner where kommun_code = $1 order by 1',
        [kommunCode],
      );
      const found: string[] = [];
      for (const { namnd_id: namndId } of rows) {
        found.push(...(await asNamnd(connection, namndId, () => look(connection, namndId))));
      }
      return found;
    });
  }
}
