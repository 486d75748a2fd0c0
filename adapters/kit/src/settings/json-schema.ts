import { z } from 'zod';
import { adapterSettings } from './adapter-settings.js';

/** Everything may be left out of an override, so an editor must not ask for it. */
function withoutRequired(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutRequired);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).filter(
    ([key, value]) => !(key === 'required' && Array.isArray(value)),
  );
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutRequired(value)]));
}

/** A column may be written as its type alone, and null takes away what the profile has. */
function withShorthand(tables: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(tables, (key, value: unknown) => {
    if (key !== 'columns' || typeof value !== 'object' || value === null) return value;
    const columns = value as { additionalProperties: { properties: { type: unknown } } };
    const type = columns.additionalProperties.properties.type;
    return {
      ...columns,
      additionalProperties: { anyOf: [type, { type: 'null' }, columns.additionalProperties] },
    };
  });
  return JSON.parse(text) as Record<string, unknown>;
}

/** Indented, with short lists on one line: the form that the repository's formatter leaves alone. */
function print(schema: object): string {
  const text = JSON.stringify(schema, null, 2).replace(
    /^(.*)\[\n([^[\]{}]*?)\n *\](,?)$/gm,
    (whole, before: string, items: string, comma: string) => {
      const line = `${before}[${items.trim().replace(/\n */g, ' ')}]${comma}`;
      return line.length <= 110 ? line : whole;
    },
  );
  return `${text}\n`;
}

/**
 * The JSON Schemas by which an editor completes and checks `adapter.yaml` and
 * `profile.yaml`, made from the same declaration as the loader's own checks.
 */
export function printJsonSchemas(): Readonly<Record<'adapter.schema.json' | 'profile.schema.json', string>> {
  const whole = z.toJSONSchema(adapterSettings, { io: 'input' }) as {
    properties: Record<string, unknown>;
    required: string[];
  };
  const tables = withShorthand(withoutRequired(whole.properties.tables) as Record<string, unknown>);
  const adapter = {
    ...whole,
    title: 'adapter.yaml',
    properties: { ...whole.properties, tables },
    required: whole.required.filter((key) => key !== 'tables' && key !== 'system'),
  };
  const profile = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'profile.yaml',
    type: 'object',
    properties: { system: whole.properties.system, tables },
    required: ['system', 'tables'],
    additionalProperties: false,
  };
  return { 'adapter.schema.json': print(adapter), 'profile.schema.json': print(profile) };
}
