/** Where graphql-js repeats what the caller wrote, and the word that stands there instead. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/got invalid value .*?;( Expected| Field| .* cannot)/s, 'got an invalid value;$1'],
  [/got invalid value .*/s, 'got an invalid value.'],
  [/, found .*/s, '.'],
  [/(cannot represent [^:]*): .*/s, '$1.'],
  // Suggestions tell the schema to whoever guesses.
  [/ Did you mean .*/s, ''],
  [/Syntax Error: (Expected|Unexpected) .*/s, 'Syntax error: the document does not parse.'],
  [/Value ".*?" does not exist/s, 'The value does not exist'],
  [/Enum "(\w+)" cannot represent .*/s, 'The value is not one of the enum "$1".'],
];

/**
 * Takes values out of a message of graphql-js: it prints what the caller sent,
 * and that may be a personnummer.
 */
export function hideValues(message: string): string {
  const hidden = patterns.reduce((text, [pattern, word]) => text.replace(pattern, word), message);
  return hidden.replace(/\d[\d\s+-]{4,}\d/g, '…');
}
