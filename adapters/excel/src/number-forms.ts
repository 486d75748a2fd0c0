import { readWholeXml } from './read-xml.js';
import type { ZipArchive } from './zip-archive.js';

/** How a number in a cell is meant, by the cell's number format. */
export type NumberForm =
  | { readonly kind: 'number' }
  | { readonly kind: 'date' }
  | { readonly kind: 'time' }
  /** Hours beyond a day, as 37:30. */
  | { readonly kind: 'duration' }
  /** A whole number shown with a fixed count of digits: `0000`, `000000-0000`. */
  | { readonly kind: 'digits'; readonly pattern: string };

export const plainNumber: NumberForm = { kind: 'number' };
const date: NumberForm = { kind: 'date' };
const time: NumberForm = { kind: 'time' };
const duration: NumberForm = { kind: 'duration' };

/** ECMA-376 18.8.30: formats that every program knows and no file writes out; 27–36 and 50–58 are dates of East Asia. */
function builtIn(id: number): NumberForm {
  if ((id >= 14 && id <= 17) || id === 22) return date;
  if ((id >= 18 && id <= 21) || id === 45 || id === 47) return time;
  if (id === 46) return duration;
  return (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? date : plainNumber;
}

/** What a format as `yyyy-mm-dd`, `0000` or `# ##0,00 "kr"` makes of a number. */
export function numberForm(format: string): NumberForm {
  const first = format.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/)[0] ?? '';
  if (/\[(?:h+|m+|s+)\]/i.test(first)) return duration;
  const bare = first.replace(/\[[^\]]*\]/g, '');
  const letters = bare.replace(/"[^"]*"|\\.|_.|\*./g, '').toLowerCase();
  if (/general|standard/.test(letters)) return plainNumber;
  if (/[yd]/.test(letters)) return date;
  if (/[hs]/.test(letters)) return time;
  if (/m/.test(letters)) return date;
  // Space, hyphen and quoted text between the digits are shown as they stand.
  const pattern = bare.replace(/"([^"]*)"|\\(.)/g, '$1$2');
  return /^0[0 -]*0$/.test(pattern) ? { kind: 'digits', pattern } : plainNumber;
}

/** Reads the number forms of a workbook, by the style number that cells carry. */
export async function readNumberForms(archive: ZipArchive, path: string): Promise<readonly NumberForm[]> {
  const formats = new Map<string, NumberForm>();
  const forms: NumberForm[] = [];
  let isCellStyle = false;
  await readWholeXml(archive, path, {
    open(name, { numFmtId, formatCode }) {
      if (name === 'numFmt' && numFmtId !== undefined) formats.set(numFmtId, numberForm(formatCode ?? ''));
      else if (name === 'cellXfs') isCellStyle = true;
      else if (name === 'xf' && isCellStyle) {
        const id = numFmtId ?? '0';
        forms.push(formats.get(id) ?? builtIn(Number(id)));
      }
    },
    close(name) {
      if (name === 'cellXfs') isCellStyle = false;
    },
  });
  return forms;
}
