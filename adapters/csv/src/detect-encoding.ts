import { adapterFault, type FoundFile, fileError, streamOf } from '@kommunhub/adapter-kit';
import { SourceRefusedError } from '@kommunhub/schema';
import type { Encoding } from './csv-settings.js';

/** What the bytes of a file say of themselves. */
interface ByteFindings {
  readonly start: Buffer;
  readonly isUtf8: boolean;
  readonly hasNul: boolean;
  readonly isAscii: boolean;
  /** Bytes that windows-1252 gives no letter. */
  readonly hasUnassigned: boolean;
}

export interface DetectedEncoding {
  readonly encoding: Encoding | 'utf-16be';
  readonly detected: boolean;
}

const refuse = (file: FoundFile, fault: ReturnType<typeof adapterFault>) =>
  new SourceRefusedError(`${file.name}: ${fault.message}`, { faults: [fault] });

/**
 * Decides how the file is written: as declared, else by byte order mark, else
 * UTF-8 where every byte agrees, else windows-1252.
 *
 * Reads the file through once without keeping it, because one ö a gigabyte in
 * is enough to tell.
 *
 * @throws SourceRefusedError when the bytes contradict the declaration, or are no text.
 */
export async function detectEncoding(
  file: FoundFile,
  declared: Encoding | undefined,
): Promise<DetectedEncoding> {
  const found = await inspectBytes(file);
  const other = otherFormat(found.start);
  if (other !== null) throw refuse(file, adapterFault(other, file.name));
  const mark = byteOrderMark(found.start);
  const isWide = mark === 'utf-16le' || mark === 'utf-16be' || declared === 'utf-16le';
  if (found.hasNul && !isWide) {
    throw refuse(file, adapterFault('SOURCE_BINARY', file.name));
  }
  if (declared !== undefined) {
    if (contradicts(declared, mark, found)) {
      throw refuse(file, adapterFault('SOURCE_ENCODING', file.name, { encoding: declared }));
    }
    return { encoding: declared, detected: false };
  }
  if (mark !== null) return { encoding: mark, detected: true };
  if (found.isUtf8) return { encoding: 'utf-8', detected: true };
  if (found.hasUnassigned) {
    throw refuse(file, adapterFault('SOURCE_ENCODING', file.name, { encoding: 'utf-8, windows-1252' }));
  }
  return { encoding: 'windows-1252', detected: true };
}

async function inspectBytes(file: FoundFile): Promise<ByteFindings> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const findings = {
    start: Buffer.alloc(0),
    isUtf8: true,
    hasNul: false,
    isAscii: true,
    hasUnassigned: false,
  };
  const decode = (chunk?: Buffer) => {
    if (!findings.isUtf8) return;
    try {
      if (chunk === undefined) decoder.decode();
      else decoder.decode(chunk, { stream: true });
    } catch {
      findings.isUtf8 = false;
    }
  };
  try {
    for await (const chunk of streamOf(file) as AsyncIterable<Buffer>) {
      if (findings.start.length < 8) findings.start = Buffer.concat([findings.start, chunk.subarray(0, 8)]);
      for (const byte of chunk) {
        if (byte >= 0x80) {
          findings.isAscii = false;
          if (byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d) {
            findings.hasUnassigned = true;
          }
        } else if (byte === 0) findings.hasNul = true;
      }
      decode(chunk);
    }
  } catch (error) {
    throw fileError(file.name, error);
  }
  decode();
  return findings;
}

function byteOrderMark(start: Buffer): DetectedEncoding['encoding'] | null {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8';
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return null;
}

/** Workbooks saved under the name of a text file are the commonest mistake. */
function otherFormat(start: Buffer): 'SOURCE_EXCEL' | 'SOURCE_BINARY' | null {
  const head = start.subarray(0, 4).toString('latin1');
  if (head === 'PK\u0003\u0004' || head === '\u00d0\u00cf\u0011\u00e0') return 'SOURCE_EXCEL';
  return head === '%PDF' ? 'SOURCE_BINARY' : null;
}

/** UTF-8 read as one byte a letter gives Ã¶ for ö; the other way round letters are lost. */
function contradicts(declared: Encoding, mark: string | null, found: ByteFindings): boolean {
  if (declared === 'utf-8') return !found.isUtf8;
  if (declared === 'utf-16le') return mark !== 'utf-16le' && !found.hasNul;
  if (mark !== null || (found.isUtf8 && !found.isAscii)) return true;
  return (declared === 'windows-1252' || declared === 'iso-8859-1') && found.hasUnassigned;
}
