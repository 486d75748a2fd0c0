export * from './compute-kpi.js';
export * from './judge-kpi.js';
export * from './kpi.js';
export * from './kpi-list.js';
export * from './own-parts.js';
export { uncarriedKpis } from './uncarried-kpis.js';
