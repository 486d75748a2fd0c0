import { type Connector, findFiles, isFound, newestOf } from '@kommunhub/adapter-kit';
import { type CsvOrigin, type CsvSettings, csvOrigin, csvSettings } from './csv-settings.js';
import { textExplorer } from './explore-text.js';
import { describeFile, openSource } from './open-table.js';
import { readFile } from './read-file.js';

/**
 * Reads text files with a header row from a folder, one or more for each table.
 *
 * Every file is looked at before the first row is handed over, so a delivery
 * in which one file is not as agreed gives nothing at all.
 */
export const csvConnector: Connector<CsvSettings, CsvOrigin> = {
  kind: 'csv',
  settingsSchema: csvSettings,
  originSchema: csvOrigin,
  explorer: textExplorer,

  has: (settings, folder, from) => isFound(findFiles(folder, settings.folder, from.file)),

  async check(settings, request) {
    return (await openSource(settings, request)).map(describeFile);
  },

  async asOf(settings, request) {
    const files = await Promise.all(
      request.tables.map(({ from }) => findFiles(request.folder, settings.folder, from.file)),
    );
    return newestOf(files.flat());
  },

  async *read(settings, request) {
    for (const opened of await openSource(settings, request)) yield* readFile(opened);
  },
};
