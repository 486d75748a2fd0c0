export { adapterFolder } from './adapter-folder.js';
export { anyCharacters } from './any-characters.js';
export {
  type ConnectorFixture,
  describeConnector,
  type MakeFixture,
  type WrittenTable,
} from './describe-connector.js';
export {
  type DamagedFiles,
  damageSeed,
  describeDamagedFiles,
  secretOfCells,
} from './describe-damaged-files.js';
export { describeSystems, loadExample, systemsOf } from './describe-systems.js';
export { memoryConnector } from './memory-connector.js';
