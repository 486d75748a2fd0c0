import { writeFile } from 'node:fs/promises';
import { ConfigError } from '@kommunhub/schema';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { adapterFolder } from '../testing/adapter-folder.js';
import { anyCharacters } from '../testing/any-characters.js';
import { damageSeed } from '../testing/describe-damaged-files.js';
import { memoryConnector } from '../testing/memory-connector.js';
import { loadAdapter } from './load-adapter.js';

const yaml = `source: test-kalla
system: Testsystem
namnd: { id: 2080-LSS, name: Omvårdnadsnämnden }
kommuner: ['2080']
delivery: complete
intervalHours: 24
connector: { kind: memory }
tables:
  personer:
    from: { name: personer }
    skip: [{ column: Id, values: [x], reason: BLANK }]
    columns:
      Id: { type: text, required: true }
      Kön: { type: code, table: kon }
      Kommun: kommunkod
      Ny: { type: text, expression: "Id & 'x'" }
    records:
      person: { sourceId: Ny, kommunCode: Kommun, sex: Kön }
`;
const codes =
  'lokal;gemensam;godkand_av;galler_fran;anmarkning\nK;KVINNA;Ada;2026-01-01;\n"M";MAN;Ada;2026-01-01;\n';

let folder: Awaited<ReturnType<typeof adapterFolder>>;
beforeAll(async () => {
  folder = await adapterFolder({ 'adapter.yaml': yaml, 'codes/kon.csv': codes, 'codes/annan.csv': codes });
});
afterAll(() => folder.remove());

const words = [
  'null',
  '[]',
  '{}',
  ': ',
  '- ',
  '&a ',
  '*a',
  '__proto__',
  'constructor',
  '~',
  '|',
  '\t',
  '"',
  "'",
  '#',
  ';',
  '\n',
];
const mutate = (text: string) =>
  fc
    .array(
      fc.record({
        at: fc.nat({ max: text.length }),
        remove: fc.integer({ min: 0, max: 25 }),
        insert: fc.oneof(fc.constantFrom(...words), anyCharacters(5)),
      }),
      { maxLength: 4 },
    )
    .map((changes) =>
      changes.reduce(
        (sum, { at, remove, insert }) => sum.slice(0, at) + insert + sum.slice(at + remove),
        text,
      ),
    );

it(`answers every damaged folder with faults that have a place, or takes it (seed ${damageSeed})`, async () => {
  await fc.assert(
    fc.asyncProperty(mutate(yaml), mutate(codes), mutate(codes), async (settings, table, other) => {
      await writeFile(`${folder.folder}/adapter.yaml`, settings);
      await writeFile(`${folder.folder}/codes/kon.csv`, table);
      await writeFile(`${folder.folder}/codes/annan.csv`, other);
      const loading = loadAdapter(folder.folder, { connectors: { memory: memoryConnector({}) } });
      const error = await loading.then(
        () => null,
        (reason: unknown) => reason,
      );
      if (error === null) return;
      expect(error).toBeInstanceOf(ConfigError);
      const { faults } = error as ConfigError;
      expect(faults.length).toBeGreaterThan(0);
      for (const { path, message } of faults) {
        expect(path).toMatch(/^(adapter\.yaml|codes\/)/);
        expect(message).not.toMatch(/\{\w+\}/);
      }
    }),
    { numRuns: 2500, seed: damageSeed },
  );
}, 60_000);
