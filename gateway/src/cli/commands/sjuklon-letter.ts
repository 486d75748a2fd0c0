import { NotFoundError } from '@kommunhub/schema';
import { Command } from 'commander';
import { documents } from '../documents.js';
import { connectToHub } from '../hub-client.js';
import type { ReadSettings } from '../program.js';
import { writePrivate } from '../write-private.js';

interface LetterOptions {
  readonly pdf?: string;
  readonly text?: boolean;
  readonly signed?: string;
  readonly json?: boolean;
}

interface LetterAnswer {
  readonly sjuklon: {
    readonly decisionLetter: { readonly text: string; readonly pdf?: string | null } | null;
  } | null;
}

/** `kommunhub sjuklon letter`: the letter of a decided claim, as PDF in a file or as text. */
export function letterCommand(readSettings: ReadSettings): Command {
  return new Command('letter')
    .description('Hämta beslutsbrevet i ett beslutat ärende: som PDF i en ny fil, eller som text.')
    .argument('<id>', 'ärendets id')
    .option('--pdf <file>', 'ny fil för brevet; bara ägaren får läsa den')
    .option('--text', 'brevet som text på standard ut')
    .option('--signed <name>', 'namn på den som beslutat; utan det en rad att skriva under på')
    .option('--json', 'som JSON')
    .addHelpText(
      'after',
      '\nExempel:\n  KOMMUNHUB_TOKEN=… npx kommunhub sjuklon letter 2082-… --pdf beslut.pdf',
    )
    .action(async (id: string, options: LetterOptions, command: Command) => {
      const { pdf: file, text, signed, json } = options;
      if (file === undefined && text !== true && json !== true)
        command.error('error: say --pdf <file> or --text');
      const { sjuklon } = await connectToHub(readSettings()).ask<LetterAnswer>(documents.sjuklonLetter, {
        ...{ id, deciderName: signed ?? null, withPdf: file !== undefined },
      });
      if (sjuklon === null) throw new NotFoundError('No claim that you may read has this id.');
      const letter = sjuklon.decisionLetter;
      if (letter === null) throw new NotFoundError('The claim is not decided: there is no letter yet.');
      if (file !== undefined) await writePrivate(file, [Buffer.from(letter.pdf ?? '', 'base64')]);
      if (json) process.stdout.write(`${JSON.stringify({ id, text: letter.text, file: file ?? null })}\n`);
      else process.stdout.write(text ? letter.text : `Brevet ligger i ${file}.\n`);
    });
}
