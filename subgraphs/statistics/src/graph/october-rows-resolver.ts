import { BadInputError, type OctoberRowSource, octoberColumns, octoberInsatser } from '@kommunhub/schema';
import {
  CursorCodec,
  type HubServices,
  ListSize,
  MAX_PAGE,
  pageOf,
  referenceKommun,
  type Session,
  type SubgraphContext,
  selectedFields,
  startOfPage,
} from '@kommunhub/subgraph-kit';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Resolver, Root } from 'type-graphql';
import type { OctoberReportData } from '../october/october-report.js';
import {
  OctoberCheck,
  OctoberReport,
  OctoberRow,
  OctoberRowConnection,
  Person,
} from './october-report-type.js';

type OctoberContext = SubgraphContext<unknown, HubServices>;

/** What another nämnd's part adds to a row, or takes over. */
const fieldsOfOthers = [
  ...['columns', 'insatser', 'personkrets', 'boendekommun', 'isMerged', 'isReportedElsewhere'],
];

@Resolver(() => OctoberReport)
export class OctoberRowsResolver {
  @ListSize({ argument: 'first', fields: ['nodes', 'edges'] })
  @FieldResolver(() => OctoberRowConnection, {
    description:
      'Raderna. Ändras de medan de bläddras är nästa markör ogiltig, så att sidorna alltid hör ihop.',
  })
  rows(
    @Root() { data }: OctoberReport,
    @Ctx() { session, services }: OctoberContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
  ) {
    const { kommunCode, namndId, year } = data.scope;
    const list = ['octoberRows', kommunCode, namndId, year, data.rowsHash.toString('base64')];
    const codec = new CursorCodec(services.keyRing.derive('cursors'));
    const request = { first: first ?? 50, after, codec, list: JSON.stringify(list) };
    const { position, limit } = startOfPage(request);
    const rest = data.sources.filter(({ row }) => row.personId > (position?.[0] ?? ''));
    const checks = checksByPerson(data);
    const page = pageOf(
      request,
      rest.slice(0, limit),
      ({ row }) => [row.personId],
      (source) => rowView(data, checks, source),
      async () => data.sources.length,
    );
    const fields = [['nodes'], ['edges', 'node']].flatMap((path) => selectedFields(info, 'OctoberRow', path));
    // Cursors hold ids: a page of cursors alone is a reading too.
    if (selectedFields(info, 'OctoberRowConnection').some((name) => name !== 'totalCount'))
      noteRows(
        session,
        data,
        page.edges.map(({ node }) => node),
        fields,
      );
    return new OctoberRowConnection(page);
  }
}

@Resolver(() => OctoberCheck)
export class OctoberCheckResolver {
  @ListSize({ argument: 'first', fields: [] })
  @FieldResolver(() => [Person], { description: 'Personerna, efter id; högst 500 åt gången.' })
  persons(
    @Root() { code, personIds, scope }: OctoberCheck,
    @Ctx() { session }: OctoberContext,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => ID, { nullable: true, description: 'Efter denna person.' }) after: string | null,
  ): Person[] {
    const size = first ?? 50;
    if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE)
      throw new BadInputError(`"first" must be between 1 and ${MAX_PAGE}.`);
    const ids = personIds.filter((id) => id > (after ?? '')).slice(0, size);
    const { kommunCode, namndId } = scope;
    if (ids.length > 0)
      session.recordRead({ entity: 'OctoberCheck', namndId, kommunCode, ids, fields: ['persons', code] });
    return ids.map((id) => ({ id }));
  }
}

function checksByPerson({
  findings,
}: OctoberReportData): ReadonlyMap<string, readonly OctoberRow['checks'][number][]> {
  const checks = new Map<string, Set<OctoberRow['checks'][number]>>();
  for (const { personId, code } of findings)
    if (personId !== null) checks.set(personId, (checks.get(personId) ?? new Set()).add(code));
  return new Map([...checks].map(([personId, codes]) => [personId, [...codes]]));
}

function rowView(
  { shared, isCarrier, offices }: OctoberReportData,
  checks: ReturnType<typeof checksByPerson>,
  { row }: OctoberRowSource,
): OctoberRow {
  const others = shared.elsewhere.get(row.personId) ?? [];
  const added = isCarrier ? others : [];
  const columns = (Object.keys(octoberColumns) as OctoberRow['columns'][number][]).filter((column) =>
    [row, ...added].some((part) => part.columns.includes(column)),
  );
  const boendekommun = [row, ...added].find((part) => part.boendekommun !== null)?.boendekommun ?? null;
  const lagrum = new Set(columns.map((column) => octoberColumns[column].lagrum));
  return {
    person: { id: row.personId },
    otherPersons: row.otherPersonIds.map((id) => ({ id })),
    columns,
    personkrets: [row, ...added].find((part) => part.personkrets !== null)?.personkrets ?? null,
    insatser: octoberInsatser.filter((insats) => lagrum.has(insats.replace('LSS_9_', 'LSS 9 § '))),
    boendekommun: boendekommun === null ? null : referenceKommun(boendekommun),
    handledBy: (offices.get(row.personId) ?? []).flatMap((code) => referenceKommun(code) ?? []),
    checks: checks.get(row.personId) ?? [],
    isMerged: isCarrier && others.length > 0,
    isReportedElsewhere: !isCarrier && others.length > 0,
  };
}

/** Notes the rows in the log; what stems from another nämnd's part, in that nämnd's log too (LSS 15 a §). */
function noteRows(
  session: Session,
  { scope: { kommunCode, namndId }, shared }: OctoberReportData,
  rows: readonly OctoberRow[],
  fields: readonly string[],
): void {
  const ids = rows.flatMap(({ person, otherPersons }) => [person.id, ...otherPersons.map(({ id }) => id)]);
  if (ids.length > 0) session.recordRead({ entity: 'OctoberRow', namndId, kommunCode, ids, fields });
  const ofOthers = fields.filter((field) => fieldsOfOthers.includes(field));
  if (ofOthers.length === 0) return;
  for (const { person } of rows) {
    for (const part of shared.elsewhere.get(person.id) ?? []) {
      session.recordRead({
        ...{
          entity: 'OctoberRow',
          namndId: part.namndId,
          kommunCode,
          ids: [part.personId],
          fields: ofOthers,
        },
        ...{ ground: 'LEGAL_DUTY', uppdragId: null },
      });
    }
  }
}
