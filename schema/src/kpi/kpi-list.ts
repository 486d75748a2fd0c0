import { foundingKpis } from './founding-kpis.js';
import { koladaKpis } from './kolada-kpis.js';
import type { Kpi } from './kpi.js';

/** Every key figure: those of the founding documents, then Kolada's by id. */
export const kpis: readonly Kpi[] = [...foundingKpis, ...koladaKpis];

const kpisById = new Map(kpis.map((kpi) => [kpi.id, kpi]));

/** The key figure with the id; undefined when there is none. */
export function kpiById(id: string): Kpi | undefined {
  return kpisById.get(id);
}
