import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { BadInputError } from '@kommunhub/schema';

/**
 * Asks for one line on standard input. On a terminal what is typed is not
 * shown; it never stands in the list of processes or in a shell's history.
 */
export async function askSecret(question: string): Promise<string> {
  const isTerminal = process.stdin.isTTY === true;
  if (isTerminal) process.stderr.write(`${question}: `);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: isTerminal });
  try {
    for await (const line of lines) return line.trim();
    throw new BadInputError(`Nothing was given for "${question}" on standard input.`);
  } finally {
    lines.close();
    if (isTerminal) process.stderr.write('\n');
  }
}
