/** What stands at 0x80 to 0x9F; the five that are left open hold nothing. Source: WHATWG encoding, index-windows-1252. */
const upper = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const bytes = new Map<string, number>(
  Array.from({ length: 256 }, (_, code) => [
    code >= 0x80 && code <= 0x9f ? upper.charAt(code - 0x80) : String.fromCharCode(code),
    code,
  ]),
);
for (const open of ['\u0081', '\u008d', '\u008f', '\u0090', '\u009d']) bytes.delete(open);

/** The text in windows-1252, or null when it holds a character that the encoding has not: none is ever replaced. */
export function encodeWindows1252(text: string): Uint8Array | null {
  const encoded = [...text].map((character) => bytes.get(character));
  return encoded.some((byte) => byte === undefined) ? null : Uint8Array.from(encoded as number[]);
}
