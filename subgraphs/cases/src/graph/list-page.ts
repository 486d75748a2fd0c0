import {
  CursorCodec,
  type PageRequest,
  pageOf,
  type SelectionInfo,
  selectedFields,
  startOfPage,
} from '@kommunhub/subgraph-kit';
import type { ListPlace } from '../rows/list-slice.js';
import type { TenantRow } from '../rows/model-rows.js';
import type { CasesContext } from './context.js';
import { handOut, type LoggedEntity } from './reads.js';

interface List<Row> {
  readonly entity: LoggedEntity;
  /** Everything that decides what the list holds and how it is ordered: a cursor is of no use for another. */
  readonly name: readonly unknown[];
  readonly first: number | null;
  readonly after: string | null | undefined;
  read(after: ListPlace | null, limit: number): Promise<readonly Row[]>;
  placeOf(row: Row): ListPlace;
  count(): Promise<number>;
}

const nodePaths = [['nodes'], ['edges', 'node']] as const;
const nothingOfRows: readonly string[] = ['totalCount'];

/** Reads one page of a list ordered by date, and notes its rows when anything of them is handed out. */
export async function listPage<Row extends TenantRow>(
  { session, services }: CasesContext,
  info: SelectionInfo,
  list: List<Row>,
) {
  const codec = new CursorCodec(services.keyRing.derive('cursors'));
  const request: PageRequest = {
    first: list.first ?? 50,
    after: list.after,
    codec,
    list: JSON.stringify(list.name),
  };
  const { position, limit } = startOfPage(request);
  const [on = '', id = ''] = position ?? [];
  const isCountOnly = selectedFields(info, `${list.entity}Connection`).every((name) =>
    nothingOfRows.includes(name),
  );
  const rows = isCountOnly ? [] : await list.read(position === null ? null : { on, id }, limit);
  const page = pageOf(
    request,
    rows,
    (row) => [list.placeOf(row).on, list.placeOf(row).id],
    (row) => row,
    () => list.count(),
  );
  const fields = nodePaths.flatMap((path) => selectedFields(info, list.entity, path));
  // Cursors hold ids and dates: a page of cursors alone is a reading too.
  handOut(
    session,
    list.entity,
    page.edges.map(({ node }) => node),
    fields,
  );
  return page;
}
