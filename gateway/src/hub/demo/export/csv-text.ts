/** Writes rows as Swedish Excel does: semicolons, CRLF, quotation marks only where needed. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(quoted).join(';')}\r\n`).join('');
}

function quoted(cell: string): string {
  return /[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * The bytes of a text in windows-1252, as old systems export.
 *
 * @throws RangeError for a character outside Latin 1, which is all that the demo writes.
 */
export function windows1252(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1');
  if (bytes.toString('latin1') !== text) throw new RangeError('character outside Latin 1');
  return bytes;
}
