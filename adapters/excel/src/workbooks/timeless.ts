const endRecord = 0x06054b50;
const firstDay = 0x0021; // 1980-01-01, the first that the format can say

/**
 * The archive with no time of its making, so that the same workbook is the
 * same bytes whenever it is printed.
 */
export function timeless(archive: Buffer): Buffer {
  const bytes = Buffer.from(archive);
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== endRecord) end -= 1;
  if (end < 0) throw new Error('The workbook is no archive.');
  const count = bytes.readUInt16LE(end + 10);
  let entry = bytes.readUInt32LE(end + 16);
  for (let done = 0; done < count; done++) {
    setTime(bytes, entry + 12);
    setTime(bytes, bytes.readUInt32LE(entry + 42) + 10);
    const [name, extra, comment] = [28, 30, 32].map((at) => bytes.readUInt16LE(entry + at)) as [
      number,
      number,
      number,
    ];
    entry += 46 + name + extra + comment;
  }
  return bytes;
}

function setTime(bytes: Buffer, at: number): void {
  bytes.writeUInt16LE(0, at);
  bytes.writeUInt16LE(firstDay, at + 2);
}
