import { readWholeXml } from './read-xml.js';
import { broken, type ZipArchive } from './zip-archive.js';

const escaped = /_x([0-9A-Fa-f]{4})_/g;

/** Excel writes characters that XML cannot hold as `_x000D_`, and such a text itself as `_x005F_x000D_`. */
export function unescapeText(text: string): string {
  return text.includes('_x')
    ? text.replace(escaped, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    : text;
}

const wideLetter = /[\u0100-\uffff]/;
const chunkBytes = 1_000_000;
/** More text than any workbook of cases has: 1,000,000 rows with a name of their own have a twentieth of it. */
const mostBytes = 500_000_000;

/**
 * Texts by number, kept as bytes: as strings of their own they would each hold
 * on to the whole piece of the file that they were cut from.
 */
export class SharedStrings {
  readonly #chunks: Buffer[] = [];
  /** Of each text its place, counted through all chunks, and its length in bytes, below zero for wide letters. */
  #starts = new Float64Array(1024);
  #count = 0;
  #bytes = 0;
  #filled = 0;

  /** @returns false when there would be more text than a workbook can hold. */
  add(text: string): boolean {
    // Most texts fit in a byte a letter; utf16le keeps every other as it is, half characters too.
    const isWide = wideLetter.test(text);
    const bytes = Buffer.from(text, isWide ? 'utf16le' : 'latin1');
    if (this.#bytes + bytes.length > mostBytes) return false;
    if (this.#chunks.length === 0 || this.#filled + bytes.length >= chunkBytes) {
      this.#chunks.push(Buffer.allocUnsafe(Math.max(chunkBytes, bytes.length)));
      this.#filled = 0;
    }
    bytes.copy(this.#chunks.at(-1)!, this.#filled);
    if (this.#count * 2 + 2 > this.#starts.length) this.#grow();
    this.#starts[this.#count * 2] = (this.#chunks.length - 1) * chunkBytes + this.#filled;
    this.#starts[this.#count * 2 + 1] = isWide ? -bytes.length : bytes.length;
    this.#count += 1;
    this.#filled += bytes.length;
    this.#bytes += bytes.length;
    return true;
  }

  /** The text of a number; undefined when there is none such. */
  at(index: number): string | undefined {
    if (!Number.isSafeInteger(index) || index < 0 || index >= this.#count) return undefined;
    const start = this.#starts[index * 2]!;
    const chunk = this.#chunks[Math.floor(start / chunkBytes)]!;
    const offset = start % chunkBytes;
    const length = this.#starts[index * 2 + 1]!;
    return length < 0
      ? chunk.toString('utf16le', offset, offset - length)
      : chunk.toString('latin1', offset, offset + length);
  }

  #grow(): void {
    const larger = new Float64Array(this.#starts.length * 2);
    larger.set(this.#starts);
    this.#starts = larger;
  }
}

/** The texts that cells refer to by number; runs of other fonts are put together, readings of signs left out. */
export async function readSharedStrings(archive: ZipArchive, path: string): Promise<SharedStrings> {
  const strings = new SharedStrings();
  let text = '';
  let isText = false;
  let isPhonetic = false;
  await readWholeXml(archive, path, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 't') isText = true;
      else if (name === 'rPh') isPhonetic = true;
    },
    close(name) {
      if (name === 'si' && !strings.add(unescapeText(text))) throw broken(archive.file, path);
      else if (name === 't') isText = false;
      else if (name === 'rPh') isPhonetic = false;
    },
    text(piece) {
      if (isText && !isPhonetic) text += piece;
    },
  });
  return strings;
}
