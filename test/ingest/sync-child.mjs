// One sync of an adapter in a process of its own, with all that a hub makes of it, begun when the parent says so, that can be killed at any moment.

import { csvConnector } from '@kommunhub/adapter-csv';
import { loadAdapter, runReplay, runSync } from '@kommunhub/adapter-kit';
import { caseTableSpecs } from '@kommunhub/cases';
import { keepFactsAfterMerge } from '@kommunhub/statistics';
import { connectDatabase, createOpenRun, KeyRing } from '@kommunhub/subgraph-kit';

const { urls, personKey, folder } = JSON.parse(process.env.SYNC_OF_TEST);
const database = await connectDatabase({ urls, poolSize: 2 });
const keyRing = new KeyRing(Buffer.from(personKey, 'hex'), database.app);
const openRun = createOpenRun(database, keyRing, caseTableSpecs, { afterMerge: keepFactsAfterMerge });
process.on('message', async ({ replay }) => {
  const adapter = await loadAdapter(folder, { connectors: { csv: csvConnector } });
  const open = (source) => openRun(source, { replay });
  const outcome = await (replay ? runReplay(adapter, open) : runSync(adapter, open, { batchRows: 200 }));
  process.send({ outcome }, () => process.exit(0));
});
process.send('ready');
