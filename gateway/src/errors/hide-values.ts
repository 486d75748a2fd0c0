/** A variable that was refused: the value comes first, then, after the last `;`, what is wrong with it. */
const refusedVariable = /^Variable "(\$\w+)" got invalid value .*$/s;

/** What graphql-js says at the end, where it says it in words of the schema alone. */
const safeEndings: readonly RegExp[] = [
  /; (Expected (?:non-nullable )?type "[\w![\]]+" (?:not to be null|to be an object))\.$/,
  /; (Field "\w+" of required type "[\w![\]]+" was not provided)\.$/,
];

/** The same where the end repeats the value or the name of a field that the caller made up. */
const wordedEndings: readonly (readonly [RegExp, string])[] = [
  [/; Field ".*" is not defined by type "(\w+)"\.(?: Did you mean .*)?$/s, 'a field is not one of "$1".'],
  [/ does not exist in "(\w+)" enum\.(?: Did you mean .*)?$/s, 'it is not one of the enum "$1".'],
  [/.*; (Int|Float|String|Boolean|ID) cannot represent .*$/s, 'it is no $1.'],
];

/** Where graphql-js repeats what the caller wrote, and the word that stands there instead. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/, found .*/s, '.'],
  [/(cannot represent [^:]*): .*/s, '$1.'],
  // Suggestions tell the schema to whoever guesses.
  [/ Did you mean .*/s, ''],
  [/Syntax Error: .*/s, 'Syntax error: the document does not parse.'],
  [/Value ".*?" does not exist/s, 'The value does not exist'],
  [/Enum "(\w+)" cannot represent .*/s, 'The value is not one of the enum "$1".'],
];

/**
 * Takes values out of a message of graphql-js: it prints what the caller sent,
 * and that may be a personnummer.
 */
export function hideValues(message: string): string {
  return withoutValues(shortened(message));
}

/** Beginning and end are enough to tell what is wrong; between them lies a value, as long as a body may be. */
const longestEnd = 400;

/** The patterns look again from each place that could begin a match: on megabytes that takes minutes. */
function shortened(message: string): string {
  if (message.length <= longestEnd * 2) return message;
  return `${message.slice(0, longestEnd)}…${message.slice(-longestEnd)}`;
}

function withoutValues(message: string): string {
  const [, variable] = refusedVariable.exec(message) ?? [];
  if (variable !== undefined) return `Variable "${variable}" got an invalid value${reasonOf(message)}`;
  const hidden = patterns.reduce((text, [pattern, word]) => text.replace(pattern, word), message);
  return hidden.replace(/\d[\d\s+-]{4,}\d/g, '…');
}

/** Why a variable was refused, as the end of a sentence. */
function reasonOf(message: string): string {
  for (const ending of safeEndings) {
    const [, reason] = ending.exec(message) ?? [];
    if (reason !== undefined) return `; ${reason}.`;
  }
  for (const [ending, words] of wordedEndings) {
    const [found] = ending.exec(message) ?? [];
    if (found !== undefined) return `; ${found.replace(ending, words)}`;
  }
  return '.';
}
