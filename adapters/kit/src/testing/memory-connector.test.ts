import { describeConnector } from './describe-connector.js';
import { memoryConnector } from './memory-connector.js';

describeConnector('the connector of tables in memory', async (tables) => ({
  connector: memoryConnector(tables),
  settings: {},
  folder: '.',
  from: (name) => ({ name }),
  remove: async () => undefined,
}));
