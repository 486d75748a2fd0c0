export {
  type County,
  counties,
  countyByCode,
  type KommunReference,
  kommunByCode,
  kommuner,
} from './kommuner.js';
export { type RegionReference, regionByCode } from './regions.js';
