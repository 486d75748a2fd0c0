export { nodesWithRegion, placesOfTable } from './cell-places.js';
export { type DueRelease, dueReleases, nextReleaseDay } from './due-periods.js';
export type { HubKnowledge, HubKnowledgePort, SourceStanding } from './hub-knowledge.js';
export { type BuilderOptions, type BuildRequest, ReleaseBuilder } from './release-builder.js';
export type {
  LeafCoverage,
  PlacedNode,
  PlaceLevel,
  ReleaseContent,
  ReleasedCell,
} from './release-content.js';
export type { LevelReport, ReleaseReport } from './release-report.js';
export { type StoredAs, storeRelease } from './store-release.js';
