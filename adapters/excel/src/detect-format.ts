import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type AdapterFault, adapterFault, type FoundFile, fileError } from '@kommunhub/adapter-kit';

const oldOffice = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** Name of the stream in which a workbook with a password lies, as the container writes names. */
const encrypted = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * Tells what a file is that is called a workbook, by its first bytes; null when
 * it may be one. Exports from web systems are often HTML or text under the name
 * of a workbook, which Excel opens with a question and nothing else does.
 */
export async function otherFormat(file: FoundFile): Promise<AdapterFault | null> {
  if (file.size === 0) return adapterFault('SOURCE_EMPTY', file.name);
  const start = await firstBytes(file);
  if (start.subarray(0, 2).toString('latin1') === 'PK') return null;
  if (start.subarray(0, 8).equals(oldOffice)) {
    return (await contains(file, encrypted))
      ? adapterFault('SOURCE_PROTECTED', file.name)
      : notXlsx(file, '.xls');
  }
  return notXlsx(file, textFormat(start));
}

export function notXlsx(file: FoundFile, what: string): AdapterFault {
  return adapterFault('SOURCE_NOT_XLSX', file.name, { what });
}

function textFormat(start: Buffer): string {
  const isWide = (start[0] === 0xff && start[1] === 0xfe) || start[1] === 0;
  const text = start.toString(isWide ? 'utf16le' : 'latin1');
  if (text.startsWith('%PDF')) return 'PDF';
  if (/<(?:!doctype html|html|table|meta)\b/i.test(text)) return 'HTML';
  if (/urn:schemas-microsoft-com:office:spreadsheet/.test(text)) return 'XML 2003';
  return !isWide && start.includes(0) ? '?' : 'CSV/TXT';
}

async function firstBytes(file: FoundFile): Promise<Buffer> {
  try {
    const handle = await open(file.path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw fileError(file.name, error);
  }
}

async function contains(file: FoundFile, bytes: Buffer): Promise<boolean> {
  let end = Buffer.alloc(0);
  for await (const chunk of createReadStream(file.path) as AsyncIterable<Buffer>) {
    const joined = Buffer.concat([end, chunk]);
    if (joined.includes(bytes)) return true;
    end = joined.subarray(-bytes.length);
  }
  return false;
}
