import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { columnsOf, statisticTables } from '@kommunhub/schema';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { edmTypeOf, entityTypeNameOf, namespace } from '../../gateway/src/bi/odata/edm-type.js';
import { printMetadata } from '../../gateway/src/bi/odata/metadata-document.js';

const require = createRequire(import.meta.url);
const schema = (name: string) => readFile(require.resolve(`odata-csdl/schemas/${name}`), 'utf8');
const { xml2json } = require('odata-csdl') as {
  xml2json(xml: string, options: object): Record<string, Record<string, Record<string, unknown>>>;
};
const model = printMetadata(statisticTables);

/** The faults of the document by the XML schemas that OASIS publishes. */
async function faultsOf(document: string): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: 'metadata.xml', contents: document }],
    schema: [{ fileName: 'edmx.xsd', contents: await schema('edmx.xsd') }],
    preload: [{ fileName: 'edm.xsd', contents: await schema('edm.xsd') }],
  });
  return errors.map(({ message }) => message);
}

describe('$metadata', () => {
  it('is valid against the XML schemas of OASIS', async () => {
    expect(await faultsOf(model)).toEqual([]);
    expect(await faultsOf(model.replace('Nullable="false"', 'Nulable="false"'))).not.toEqual([]);
    expect(await faultsOf(model.replace('<Key>', '<Keys>').replace('</Key>', '</Keys>'))).not.toEqual([]);
  });

  it('is valid as CSDL JSON against the schema of OASIS, and converts without a remark', async () => {
    const messages: unknown[] = [];
    const converted = xml2json(model, { strict: true, messages });
    expect(messages).toEqual([]);
    const validate = new Ajv({ strict: false }).compile(JSON.parse(await schema('csdl.schema.json')));
    expect(validate(converted), JSON.stringify(validate.errors)).toBe(true);
  });

  it('has of each table the columns, their types and whether they may be null, and the key', () => {
    const types = xml2json(model, { strict: true })[namespace]!;
    for (const table of statisticTables) {
      const { $Kind, $Key, ...rest } = types[entityTypeNameOf(table.id)]!;
      const properties = Object.entries(rest).filter(([name]) => !name.startsWith('@'));
      expect([$Kind, $Key]).toEqual(['EntityType', ['rad']]);
      expect(properties.map(([name]) => name)).toEqual(columnsOf(table).map(({ name }) => name));
      for (const column of columnsOf(table)) {
        const { $Type = 'Edm.String', $Nullable = false } = rest[column.name] as Record<string, unknown>;
        expect([$Type, $Nullable]).toEqual([edmTypeOf(column).name, column.isNullable]);
      }
    }
  });

  it('describes every table and every column in Swedish', () => {
    const types = xml2json(model, { strict: true })[namespace]!;
    for (const table of statisticTables) {
      const type = types[entityTypeNameOf(table.id)]!;
      for (const { name, definition } of columnsOf(table))
        expect((type[name] as Record<string, string>)['@Core.Description']).toContain(definition);
      const set = types.Statistik![table.id] as Record<string, string>;
      expect(set['@Core.Description']).toBe(table.title);
      expect(set['@Core.LongDescription']).toContain(table.lagrum);
    }
  });

  it('names no type as one of its properties, which clients that make classes cannot take', () => {
    for (const { id } of statisticTables) {
      const names = columnsOf(statisticTables.find((table) => table.id === id)!).map(({ name }) => name);
      expect(names).not.toContain(entityTypeNameOf(id));
    }
    expect(new Set(statisticTables.map(({ id }) => entityTypeNameOf(id))).size).toBe(statisticTables.length);
  });
});
