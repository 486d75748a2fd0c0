export {
  type ConnectorFixture,
  describeConnector,
  type MakeFixture,
  type WrittenTable,
} from './describe-connector.js';
export { memoryConnector } from './memory-connector.js';
