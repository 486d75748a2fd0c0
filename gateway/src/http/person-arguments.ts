import type { FieldNode } from 'graphql';

/**
 * Arguments and input fields by which a person is told apart. They come as
 * variables in a body: documents are kept and logged by clients and proxies,
 * and a URL by everybody on the way.
 */
const personArguments: ReadonlySet<string> = new Set([
  'personnummer',
  'substitutePersonnummer',
  'caseNumber',
  'personName',
]);

/** Fields whose whole input is about a person, a name among it. */
const personFields: ReadonlySet<string> = new Set([
  'personLookup',
  'calculateSjuklon',
  'submitSjuklon',
  'completeSjuklon',
]);

/** Whether the field looks people up, where `name` is the name of a person. */
export function isLookup({ name }: FieldNode): boolean {
  return name.value === 'personLookup';
}

export function isPersonArgument(name: string): boolean {
  return personArguments.has(name);
}

/** Whether the field asks for a person by a word that tells the person apart. */
export function asksAboutPerson({ name, arguments: given = [] }: FieldNode): boolean {
  return personFields.has(name.value) || given.some((argument) => isPersonArgument(argument.name.value));
}
