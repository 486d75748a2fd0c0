import type { TableColumn } from '@kommunhub/schema';

/** A type of OData with the facets by which a client makes room for the values. */
interface EdmType {
  readonly name: 'Edm.String' | 'Edm.Int64' | 'Edm.Decimal' | 'Edm.Boolean' | 'Edm.Date';
  readonly facets: Readonly<Record<string, string>>;
}

/** Figures have at most two decimals, which kronor have; means of days have one. */
export const decimalFacets = { precision: 18, scale: 2 } as const;

const types: Readonly<Record<TableColumn['type'], EdmType>> = {
  string: { name: 'Edm.String', facets: {} },
  integer: { name: 'Edm.Int64', facets: {} },
  decimal: {
    name: 'Edm.Decimal',
    facets: { Precision: String(decimalFacets.precision), Scale: String(decimalFacets.scale) },
  },
  boolean: { name: 'Edm.Boolean', facets: {} },
  date: { name: 'Edm.Date', facets: {} },
};

export function edmTypeOf({ type }: Pick<TableColumn, 'type'>): EdmType {
  return types[type];
}

export const namespace = 'kommunhub.statistik';
export const container = 'Statistik';

/** The entity type of a table's rows: `ej_verkstallda` holds rows of `EjVerkstalldaRad`. */
export function entityTypeNameOf(tableId: string): string {
  const words = tableId.split('_').map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
  return `${words.join('')}Rad`;
}
