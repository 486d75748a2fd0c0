// Zero-width characters, the BOM and the soft hyphen: seen in exports, never meant.
const invisible = /[\u00AD\u200B-\u200D\u2060\uFEFF]/gu;

/** The text in NFC with invisible characters gone, and every run of white space (NBSP too) as one space. */
export function cleanText(text: string): string {
  return text.normalize('NFC').replace(invisible, '').replace(/\s+/gu, ' ').trim();
}

/**
 * A column header in the form in which headers are compared: without regard
 * to case and spaces, "Kön" written as o + two dots equal to "Kön".
 */
export function normaliseHeader(header: string): string {
  return cleanText(header).replaceAll(' ', '').toLocaleLowerCase('sv');
}

/** A name or case number in the form in which it is looked up: exact but for case and white space. */
export function normaliseSearchTerm(term: string): string {
  return cleanText(term).toLocaleLowerCase('sv');
}
