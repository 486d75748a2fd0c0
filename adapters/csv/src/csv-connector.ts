import { type Connector, summarize } from '@kommunhub/adapter-kit';
import { type HubError, SourceRefusedError, SourceUnavailableError } from '@kommunhub/schema';
import { type CsvOrigin, type CsvSettings, csvOrigin, csvSettings } from './csv-settings.js';
import { findFiles } from './find-files.js';
import { describeFile, type OpenedSource, openSource } from './open-table.js';
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

  async check(settings, request) {
    return wholeSource(await openSource(settings, request)).map(describeFile);
  },

  async asOf(settings, request) {
    const files = await Promise.all(
      request.tables.map(({ from }) => findFiles(request.folder, settings.folder, from.file)),
    );
    const times = files.flat().map(({ modifiedAt }) => modifiedAt.getTime());
    return times.length === 0 ? null : new Date(Math.max(...times));
  },

  async *read(settings, request) {
    for (const opened of wholeSource(await openSource(settings, request))) yield* readFile(opened);
  },
};

/** The files, when nothing is wrong with any of them. */
function wholeSource({ files, faults, errors }: OpenedSource): OpenedSource['files'] {
  if (faults.length === 0 && errors.length === 0) return files;
  const cause = errors[0];
  const mayPass = errors.length > 0 && errors.every((error: HubError) => error.code === 'SOURCE_UNAVAILABLE');
  const isOnlyMissing = mayPass && faults.length === errors.flatMap((error) => error.faults).length;
  const options = { faults, ...(cause === undefined ? {} : { cause }) };
  const message = summarize('The source is not as agreed', faults);
  return raise(
    isOnlyMissing ? new SourceUnavailableError(message, options) : new SourceRefusedError(message, options),
  );
}

function raise(error: HubError): never {
  throw error;
}
