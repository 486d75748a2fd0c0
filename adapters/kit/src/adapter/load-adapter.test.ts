import { ConfigError } from '@kommunhub/schema';
import { afterEach, describe, expect, it } from 'vitest';
import { adapterFolder } from '../testing/adapter-folder.js';
import { memoryConnector } from '../testing/memory-connector.js';
import { loadAdapter } from './load-adapter.js';

const made: { remove(): Promise<void> }[] = [];
afterEach(async () => {
  for (const folder of made.splice(0)) await folder.remove();
});

const connectors = { memory: memoryConnector({}) };

const head = `source: test-kalla
system: Testsystem
namnd: { id: 2080-LSS, name: Omvårdnadsnämnden }
kommuner: ['2080']
delivery: complete
intervalHours: 24
connector: { kind: memory }
`;
const tables = `tables:
  personer:
    from: { name: personer }
    columns:
      Id: { type: text, required: true }
      Kön: { type: code, table: kon }
      Kommun: kommunkod
    records:
      person:
        sourceId: Id
        kommunCode: Kommun
        sex: Kön
`;
const kon =
  'lokal;gemensam;godkand_av;galler_fran;anmarkning\nK;KVINNA;Ada;2026-01-01;\nM;MAN;Ada;2026-01-01;\n';
const complete = { 'adapter.yaml': head + tables, 'codes/kon.csv': kon };

async function load(files: Readonly<Record<string, string>>, systems: Readonly<Record<string, string>> = {}) {
  const own = await adapterFolder(files);
  const profiles = await adapterFolder({ 'other/profile.yaml': 'system: Annat', ...systems });
  made.push(own, profiles);
  return loadAdapter(own.folder, { connectors, systemsFolder: profiles.folder });
}

async function faultsOf(
  files: Readonly<Record<string, string>>,
  systems: Readonly<Record<string, string>> = {},
) {
  const error = await load(files, systems).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ConfigError);
  expect((error as ConfigError).code).toBe('ADAPTER_INVALID');
  return (error as ConfigError).faults.map(({ code, path }) => `${code} ${path}`);
}

const edit = (from: string, to: string) => ({
  ...complete,
  'adapter.yaml': complete['adapter.yaml'].replace(from, to),
});

describe('an adapter folder', () => {
  it('describes its source, with the seat of the nämnd first and the kinds in order', async () => {
    const adapter = await load(edit("['2080']", "['2081', '2080']"));
    expect(adapter.description).toEqual({
      id: 'test-kalla',
      system: 'Testsystem',
      namnd: { id: '2080-LSS', name: 'Omvårdnadsnämnden' },
      kommunCodes: ['2080', '2081'],
      kinds: ['person'],
      delivery: 'complete',
      intervalHours: 24,
      demo: false,
    });
  });

  it('leaves a kind that a delivery holds only in part out of what is reconciled', async () => {
    const adapter = await load(edit('      person:\n', '      person:\n        complete: false\n'));
    expect(adapter.description.kinds).toEqual([]);
  });

  it('tells every fault of settings at once, each with line and column', async () => {
    const faults = await faultsOf(
      edit('delivery: complete\nintervalHours: 24\n', 'delivery: whole\nintervallHours: 24\n'),
    );
    expect(faults).toEqual([
      'SETTING_INVALID adapter.yaml:5:1',
      'KEY_MISSING adapter.yaml',
      'KEY_UNKNOWN_NEAR adapter.yaml:6:1',
    ]);
  });

  it('tells every fault of the mapping at once', async () => {
    const faults = await faultsOf({
      ...complete,
      'adapter.yaml': `${head}tables:
  personer:
    from: { name: personer }
    columns:
      Id: { type: text }
      Kön: { type: code, table: konn }
      Född: date
      Namn: text
      Uttryck: { type: text, expression: '$now(' }
    records:
      person:
        sourceId: Idd
        birthYear: Född
        idType: Id
        sexx: Kön
        protection: { constant: HEMLIG }
`,
    });
    expect(faults).toEqual([
      'COLUMN_UNDECLARED adapter.yaml:19:9',
      'TYPE_UNFIT adapter.yaml:20:9',
      'FIELD_DERIVED adapter.yaml:21:9',
      'FIELD_UNKNOWN adapter.yaml:22:9',
      'CONSTANT_UNFIT adapter.yaml:23:9',
      'FIELD_UNMAPPED adapter.yaml:18:7',
      'TABLE_MISSING adapter.yaml:13:7',
      'EXPRESSION_INVALID adapter.yaml:16:7',
      'COLUMN_UNUSED adapter.yaml:15:7',
      'COLUMN_UNUSED adapter.yaml:16:7',
      'TABLE_UNUSED codes/kon.csv',
    ]);
  });

  it('refuses an expression that would give another record tomorrow', async () => {
    const files = edit(
      'Id: { type: text, required: true }',
      "Id: { type: text, expression: '$string($millis())' }",
    );
    expect(await faultsOf(files)).toEqual(['EXPRESSION_INVALID adapter.yaml:12:7']);
  });

  it('refuses two columns that answer to the same header', async () => {
    const files = edit('Kommun: kommunkod', 'Kommun: { type: kommunkod, aliases: [ "ID " ] }');
    expect(await faultsOf(files)).toEqual(['COLUMN_AMBIGUOUS adapter.yaml:14:7']);
  });

  it('names the row of duplicates, unknown shared codes and missing approvals in code tables', async () => {
    const table = `${kon}k;MAN;Ada;2026-01-01;\nX;KVINNNA;Ada;2026-01-01;\nY;MAN;;2026-13-01;\n`;
    expect(await faultsOf({ ...complete, 'codes/kon.csv': table })).toEqual([
      'TABLE_DUPLICATE codes/kon.csv:4',
      'TABLE_CELL_MISSING codes/kon.csv:6',
      'TABLE_DATE codes/kon.csv:6',
      'TABLE_TARGET codes/kon.csv:5',
    ]);
  });

  it('says where YAML cannot be read, and nothing that follows from it', async () => {
    expect(await faultsOf(edit('delivery: complete', 'delivery: [complete'))).toContainEqual(
      expect.stringMatching(/^YAML_SYNTAX adapter\.yaml:6:/),
    );
    expect(await faultsOf({ 'codes/kon.csv': kon })).toEqual(['FILE_MISSING adapter.yaml']);
    expect(await faultsOf({ 'adapter.yaml': '' })).toHaveLength(1);
  });

  it.each(["password: 'hemligt'", "url: 'postgres://user:hemligt@host/db'", "nested: { apiKey: 'x' }"])(
    'refuses a secret in plain text: %s',
    async (setting) => {
      const files = edit('{ kind: memory }', `{ kind: memory, ${setting} }`);
      const faults = await faultsOf(files);
      expect(faults).toContainEqual(expect.stringMatching(/^SECRET_INLINE adapter\.yaml:7:/));
      expect(faults.join()).not.toContain('hemligt');
    },
  );

  it('refuses a kommun that is none, and a list without the seat of the nämnd', async () => {
    expect(await faultsOf(edit("['2080']", "['2099']"))).toEqual([
      'KOMMUN_UNKNOWN adapter.yaml:4:12',
      'SEAT_MISSING adapter.yaml:4:1',
    ]);
  });

  it('refuses a kommun code that YAML would read as a number', async () => {
    expect(await faultsOf(edit("['2080']", '[2080]'))).toEqual(['SETTING_INVALID adapter.yaml:4:12']);
  });

  it('names the connectors and profiles there are when there is no such one', async () => {
    expect(await faultsOf(edit('kind: memory', 'kind: excel'))).toEqual([
      'CONNECTOR_UNKNOWN adapter.yaml:7:14',
    ]);
    expect(await faultsOf(edit('delivery:', 'profile: treserva\ndelivery:'))).toEqual([
      'PROFILE_UNKNOWN adapter.yaml:5:1',
    ]);
  });

  it('hands the settings only the connector knows to the connector', async () => {
    expect(await faultsOf(edit('{ kind: memory }', '{ kind: memory, folder: x }'))).toEqual([
      'KEY_UNKNOWN adapter.yaml:7:28',
    ]);
    expect(await faultsOf(edit('{ name: personer }', '{ file: personer }'))).toEqual([
      'KEY_MISSING adapter.yaml:10:5',
      'KEY_UNKNOWN adapter.yaml:10:13',
    ]);
  });
});

describe('a profile', () => {
  const own = `${head.replace('system: Testsystem\n', '')}profile: bas\n`;
  const profile = {
    'bas/profile.yaml': `system: Bas\n${tables}`,
    'bas/codes/kon.csv': kon,
  };

  it('gives mapping, code tables and the name of the system', async () => {
    const adapter = await load({ 'adapter.yaml': own }, profile);
    expect(adapter.description).toMatchObject({ system: 'Bas', kinds: ['person'] });
  });

  it('is added to and overridden key by key, and null takes away', async () => {
    const override = `${own}tables:
  personer:
    columns: { Kön: null, Namn: text, Id: { aliases: [Personid] } }
    records: { person: { sex: { constant: KVINNA }, name: Namn } }
`;
    const adapter = await load({ 'adapter.yaml': override }, profile);
    expect((await adapter.check()).code).toBe('SOURCE_UNAVAILABLE');
  });

  it('has its faults told under its own name', async () => {
    const broken = {
      ...profile,
      'bas/profile.yaml': profile['bas/profile.yaml'].replace('sourceId: Id', 'sourceId: X'),
    };
    expect(await faultsOf({ 'adapter.yaml': own }, broken)).toEqual([
      'COLUMN_UNDECLARED bas/profile.yaml:11:9',
      'COLUMN_UNUSED bas/profile.yaml:6:7',
    ]);
  });
});
