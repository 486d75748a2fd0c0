import { open } from 'node:fs/promises';
import {
  type AdapterFault,
  type FoundFile,
  fileError,
  findFiles,
  type ReadRequest,
  SourceFindings,
  type TableCheck,
  type TableRequest,
} from '@kommunhub/adapter-kit';
import iconv from 'iconv-lite';
import type { CsvOrigin, CsvSettings } from './csv-settings.js';
import { type DetectedEncoding, detectEncoding } from './detect-encoding.js';
import { findHeader, type Header } from './find-header.js';

/** A file that is known to be in the agreed form, ready to be read. */
export interface OpenedFile {
  readonly table: TableRequest<CsvOrigin>;
  readonly file: FoundFile;
  readonly encoding: DetectedEncoding;
  readonly header: Header;
}

/**
 * Looks at every file of every table, reading no rows.
 *
 * @throws SourceUnavailableError or SourceRefusedError with all that is wrong with any of them.
 */
export async function openSource(
  settings: CsvSettings,
  request: ReadRequest<CsvOrigin>,
): Promise<readonly OpenedFile[]> {
  const files: OpenedFile[] = [];
  const findings = new SourceFindings();
  for (const table of request.tables) {
    try {
      for (const file of await findFiles(request.folder, settings.folder, table.from.file)) {
        const opened = await openFile(settings, table, file);
        if ('header' in opened) files.push(opened);
        else findings.add(...opened);
      }
    } catch (error) {
      findings.note(error);
    }
  }
  findings.throwIfAny();
  return files;
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
