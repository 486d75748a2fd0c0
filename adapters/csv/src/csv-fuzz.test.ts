import {
  anyCharacters,
  type DamagedFiles,
  describeDamagedFiles,
  secretOfCells,
} from '@kommunhub/adapter-kit/testing';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { csvConnector } from './index.js';

const rows = Array.from(
  { length: 12 },
  (_, index) => `${index};${secretOfCells}${index} Öberg;19811218-9876;2080`,
);
const text = ['Id;Namn;Personnummer;Kommunkod', ...rows, 'Summa;12;;'].join('\r\n');

const signs = [
  ';',
  '"',
  '""',
  '\n',
  '\r',
  '\r\n',
  '\u0000',
  '\uFEFF',
  'Ã¶',
  '\uFFFD',
  'Summa',
  '\t',
  '|',
  ',',
];
const piece = fc.oneof(fc.constantFrom(...signs), anyCharacters(6));
const mutation = fc.record({
  at: fc.nat({ max: text.length }),
  remove: fc.integer({ min: 0, max: 40 }),
  insert: piece,
});

/** A text that was cut, patched, written in some encoding and then had bytes changed. */
const damaged = fc
  .tuple(
    fc.array(mutation, { maxLength: 6 }),
    fc.constantFrom('utf8', 'win1252', 'utf-16le', 'cp850'),
    fc.array(fc.record({ at: fc.nat({ max: 500 }), byte: fc.nat({ max: 255 }) }), { maxLength: 3 }),
  )
  .map(([mutations, encoding, bytes]) => {
    const mutated = mutations.reduce(
      (sum, { at, remove, insert }) => sum.slice(0, at) + insert + sum.slice(at + remove),
      text,
    );
    const file = iconv.encode(mutated, encoding, { addBOM: encoding === 'utf-16le' });
    for (const { at, byte } of bytes) if (at < file.length) file[at] = byte;
    return file;
  });

const files: DamagedFiles = { connector: csvConnector, file: 'p.csv', damaged, runs: 1500 };
describeDamagedFiles('text files', files);
