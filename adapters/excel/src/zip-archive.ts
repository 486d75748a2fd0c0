import type { Readable } from 'node:stream';
import { adapterFault, type FoundFile, fileError } from '@kommunhub/adapter-kit';
import { HubError, SourceRefusedError } from '@kommunhub/schema';
import { type Entry, openPromise, type ZipFile } from 'yauzl';

/** Larger than any workbook Excel can open; a part that claims more is no workbook. */
const largestPart = 4_000_000_000;
const mostEntries = 10_000;

/** The parts of an .xlsx file, each opened when it is needed and streamed. */
export class ZipArchive {
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(
    readonly file: FoundFile,
    private readonly zip: ZipFile,
    entries: ReadonlyMap<string, Entry>,
  ) {
    this.#entries = entries;
  }

  /** @throws SourceRefusedError when the file is no whole zip archive. */
  static async open(file: FoundFile): Promise<ZipArchive> {
    let zip: ZipFile;
    try {
      zip = await openPromise(file.path, { lazyEntries: true, autoClose: false });
    } catch (error) {
      throw archiveError(file, 'zip', error);
    }
    try {
      if (zip.entryCount > mostEntries) throw broken(file, 'zip');
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
      return new ZipArchive(file, zip, entries);
    } catch (error) {
      zip.close();
      throw archiveError(file, 'zip', error);
    }
  }

  has(path: string): boolean {
    return this.#entries.has(path.toLowerCase());
  }

  /** The bytes of a part; yauzl sees to it that there are no more than the archive says. */
  async stream(path: string): Promise<Readable> {
    const entry = this.#entries.get(path.toLowerCase());
    if (entry === undefined || entry.uncompressedSize > largestPart || !entry.canDecodeFileData()) {
      throw broken(this.file, path);
    }
    try {
      return await this.zip.openReadStreamPromise(entry);
    } catch (error) {
      throw archiveError(this.file, path, error);
    }
  }

  close(): void {
    this.zip.close();
  }
}

/** The workbook cannot be read; `part` is the name of one of its files, never a value. */
export function broken(file: FoundFile, part: string): SourceRefusedError {
  const fault = adapterFault('SOURCE_BROKEN', file.name, { part });
  // Errors of parsers repeat what they stumbled over, so none is kept as the cause.
  return new SourceRefusedError(`${file.name}: ${fault.message}`, { faults: [fault] });
}

export function archiveError(file: FoundFile, part: string, error: unknown): HubError {
  if (error instanceof HubError) return error;
  const isSystemError = typeof (error as { syscall?: unknown }).syscall === 'string';
  return isSystemError ? fileError(file.name, error) : broken(file, part);
}
