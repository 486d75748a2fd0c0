/**
 * The condition that the caller handles sjuklöner of the row's nämnd in the
 * row's kommun: as sjuklönehandläggare, by own role or uppdrag, or as the
 * nämnd's chef. Who only handles LSS cases reaches claims through those.
 */
export function handledRows(table: string): string {
  const areas = ['CLAIMS', 'ALL'].map((scope) => `(select hub.scope_areas('${scope}', 'SJUKLON'))::text[]`);
  return `(${table}.kommun_code = any ((select hub.granted_kommuner('SJUKLON'))::text[])
    and ${table}.namnd_id || ' ' || ${table}.kommun_code = any (${areas.join(' || ')}))`;
}
