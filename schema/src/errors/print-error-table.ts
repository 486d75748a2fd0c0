import { type ErrorAudience, errorCodes } from './error-codes.js';

const audiences: Readonly<Record<ErrorAudience, string>> = {
  operator: 'who runs the hub',
  'data-owner': 'who delivers the data',
  client: 'who asks',
  us: 'who builds the hub',
};

/** The whole of `schema/errors.md`, printed from {@link errorCodes}. */
export function printErrorTable(): string {
  const rows = Object.entries(errorCodes).map(
    ([code, { audience, description, remedy, swedish }]) =>
      `| \`${code}\` | ${[audiences[audience], description, remedy, swedish].map(cell).join(' | ')} |`,
  );
  return `# Error codes

Printed from \`src/errors/error-codes.ts\` by \`npm run print\`: change the code, not this file.
Every error that leaves the hub carries one of these codes; anything else becomes \`INTERNAL\`.

| Code | Who acts | What happened | What to do | Text for people |
|---|---|---|---|---|
${rows.join('\n')}
`;
}

/** Text as it stands in a Markdown table: a bar would end the cell, an angle bracket would open a tag. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
