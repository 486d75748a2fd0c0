import { pipeline, type Readable, Transform, type TransformCallback } from 'node:stream';
import { crc32 } from 'node:zlib';
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

  /** The bytes of a part, as many as the archive says and with its checksum, or the stream fails. */
  async stream(path: string): Promise<Readable> {
    const entry = this.#entries.get(path.toLowerCase());
    if (entry === undefined || entry.uncompressedSize > largestPart || !entry.canDecodeFileData()) {
      throw broken(this.file, path);
    }
    try {
      const checked = new ChecksumStream(entry.crc32);
      // Errors of the source reach the reader through the stream that pipeline destroys with them.
      pipeline(await this.zip.openReadStreamPromise(entry), checked, () => undefined);
      return checked;
    } catch (error) {
      throw archiveError(this.file, path, error);
    }
  }

  close(): void {
    this.zip.close();
  }
}

/** Lets bytes through and fails at the end when one of them was changed on its way: yauzl counts, but does not sum. */
class ChecksumStream extends Transform {
  #sum = 0;

  constructor(private readonly expected: number) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#sum = crc32(chunk, this.#sum);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    done(this.#sum === this.expected ? null : new Error('checksum'));
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
