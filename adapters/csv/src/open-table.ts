import { open } from 'node:fs/promises';
import {
  type AdapterFault,
  type ReadRequest,
  type TableCheck,
  type TableRequest,
} from '@kommunhub/adapter-kit';
import { HubError } from '@kommunhub/schema';
import iconv from 'iconv-lite';
import type { CsvOrigin, CsvSettings } from './csv-settings.js';
import { type DetectedEncoding, detectEncoding } from './detect-encoding.js';
import { type FoundFile, fileError, findFiles } from './find-files.js';
import { findHeader, type Header } from './find-header.js';

/** A file that is known to be in the agreed form, ready to be read. */
export interface OpenedFile {
  readonly table: TableRequest<CsvOrigin>;
  readonly file: FoundFile;
  readonly encoding: DetectedEncoding;
  readonly header: Header;
}

export interface OpenedSource {
  readonly files: readonly OpenedFile[];
  readonly faults: readonly AdapterFault[];
  /** The first error met, whose class says whether waiting can help. */
  readonly errors: readonly HubError[];
}

/** Looks at every file of every table and collects what is wrong, reading no rows. */
export async function openSource(
  settings: CsvSettings,
  request: ReadRequest<CsvOrigin>,
): Promise<OpenedSource> {
  const files: OpenedFile[] = [];
  const errors: HubError[] = [];
  const faults: AdapterFault[] = [];
  for (const table of request.tables) {
    try {
      for (const file of await findFiles(request.folder, settings.folder, table.from.file)) {
        const opened = await openFile(settings, table, file);
        if ('header' in opened) files.push(opened);
        else faults.push(...opened);
      }
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      errors.push(error);
      faults.push(...(error.faults as readonly AdapterFault[]));
    }
  }
  return { files, faults, errors };
}

async function openFile(
  settings: CsvSettings,
  table: TableRequest<CsvOrigin>,
  file: FoundFile,
): Promise<OpenedFile | readonly AdapterFault[]> {
  const encoding = await detectEncoding(file, table.from.encoding ?? settings.encoding);
  const delimiter =
    table.from.delimiter ?? settings.delimiter ?? (await separatorLine(file, encoding.encoding));
  const header = await findHeader(file, encoding.encoding, delimiter, table.columns);
  return 'row' in header ? { table, file, encoding, header } : header;
}

/** The delimiter of a first line `sep=;`, which Excel writes and hides. */
async function separatorLine(
  file: FoundFile,
  encoding: DetectedEncoding['encoding'],
): Promise<string | undefined> {
  try {
    const handle = await open(file.path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
      const start = iconv.decode(buffer.subarray(0, bytesRead), encoding);
      return /^"?sep=([^"\r\n])"?(?:\r|\n|$)/iu.exec(start)?.[1];
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw fileError(file.name, error);
  }
}

const delimiterNames: Readonly<Record<string, string>> = { '\t': 'tab' };

export function describeFile({ table, file, encoding, header }: OpenedFile): TableCheck {
  return {
    table: table.name,
    origin: file.name,
    modifiedAt: file.modifiedAt,
    form: [
      { name: 'encoding', value: encoding.encoding, detected: encoding.detected },
      {
        name: 'delimiter',
        value: delimiterNames[header.delimiter] ?? header.delimiter,
        detected: header.detected,
      },
      { name: 'headerRow', value: String(header.row), detected: true },
    ],
    found: header.columns.map(({ name, header: text }) => ({ column: name, header: text })),
    absent: header.absent,
    ignored: header.ignored,
  };
}
