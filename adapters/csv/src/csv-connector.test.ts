import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeConnector } from '@kommunhub/adapter-kit/testing';
import { csvConnector } from './csv-connector.js';

const quoted = (cell: string) => (/[";\n\t|,]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

describeConnector('the CSV connector', async (tables) => {
  const folder = await mkdtemp(join(tmpdir(), 'kommunhub-csv-'));
  for (const [name, { header, rows }] of Object.entries(tables)) {
    const text = [header, ...rows].map((row) => row.map(quoted).join(';')).join('\r\n');
    await writeFile(join(folder, `${name}.csv`), `${text}\r\n`);
  }
  return {
    connector: csvConnector,
    settings: { folder: '.' },
    folder,
    from: (name) => ({ file: `${name}.csv` }),
    remove: () => rm(folder, { recursive: true }),
  };
});
