import type { CalendarDate } from '@kommunhub/schema';
import type { Session } from '@kommunhub/subgraph-kit';
import { type HandlaggareRow, selectList } from './model-rows.js';
import { Parameters } from './statement.js';

/** Who was active in a kommun on a day. */
export interface StaffKey {
  readonly code: string;
  readonly on: CalendarDate;
}

/** The handläggare of each kommun and day asked for, in one statement. */
export function loadActiveHandlaggare(
  session: Session,
  keys: readonly StaffKey[],
): Promise<(HandlaggareRow & { readonly on: CalendarDate })[]> {
  const parameters = new Parameters();
  const codes = parameters.add(
    keys.map(({ code }) => code),
    'text[]',
  );
  const days = parameters.add(
    keys.map(({ on }) => on),
    'date[]',
  );
  return session.query(
    `select ${selectList('handlaggare', 'found')}, wanted.day as "on"
       from unnest(${codes}, ${days}) as wanted (kommun_code, day)
       join cases.handlaggare found on found.kommun_code = wanted.kommun_code
        and (found.active_from is null or found.active_from <= wanted.day)
        and (found.active_to is null or found.active_to >= wanted.day)
      order by found.id`,
    parameters.values,
  );
}
