import { readWholeXml } from './read-xml.js';
import type { ZipArchive } from './zip-archive.js';

const escaped = /_x([0-9A-Fa-f]{4})_/g;

/** Excel writes characters that XML cannot hold as `_x000D_`, and such a text itself as `_x005F_x000D_`. */
export function unescapeText(text: string): string {
  return text.includes('_x')
    ? text.replace(escaped, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    : text;
}

/** The texts that cells refer to by number; runs of other fonts are put together, readings of signs left out. */
export async function readSharedStrings(archive: ZipArchive, path: string): Promise<readonly string[]> {
  const strings: string[] = [];
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
      if (name === 'si') strings.push(unescapeText(text));
      else if (name === 't') isText = false;
      else if (name === 'rPh') isPhonetic = false;
    },
    text(piece) {
      if (isText && !isPhonetic) text += piece;
    },
  });
  return strings;
}
