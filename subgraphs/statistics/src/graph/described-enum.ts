import { registerEnumType } from 'type-graphql';

/** Registers a GraphQL enum of the values, each with its description. */
export function describedEnum<Value extends string>(
  name: string,
  description: string,
  described: Readonly<Record<Value, string>>,
): Readonly<Record<Value, Value>> {
  const entries = Object.entries<string>(described);
  const values = Object.fromEntries(entries.map(([value]) => [value, value])) as Record<Value, Value>;
  const config = Object.fromEntries(entries.map(([value, text]) => [value, { description: text }]));
  registerEnumType(values, { name, description, valuesConfig: config as never });
  return values;
}
