export { nodesWithRegion, placesOfTable } from './cell-places.js';
export type {
  LeafCoverage,
  PlacedNode,
  PlaceLevel,
  ReleaseContent,
  ReleasedCell,
} from './release-content.js';
export { type StoredAs, storeRelease } from './store-release.js';
