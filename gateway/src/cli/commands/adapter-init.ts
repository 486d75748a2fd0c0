import { initAdapter } from '@kommunhub/adapter-kit';
import { Command } from 'commander';
import { connectors } from '../../hub/connectors.js';

interface InitOptions {
  readonly kommun?: readonly string[];
  readonly namnd?: string;
  readonly source?: string;
  readonly system?: string;
  readonly approvedBy?: string;
  readonly json?: boolean;
}

/** `kommunhub adapter init`: a draft of an adapter from files as the case system exports them. */
export function initCommand(): Command {
  return new Command('init')
    .description(
      'Skriv ett utkast till adapter ur filernas rubriker och värden; inga personuppgifter följer med.',
    )
    .argument('<folder>', 'ny mapp för adaptern')
    .argument('<files...>', 'exportfilerna, CSV eller Excel')
    .option('--kommun <code...>', 'kommunkod, flera för en gemensam nämnd')
    .option('--namnd <name>', 'nämndens namn')
    .option('--source <id>', 'källans id, som falun-treserva')
    .option('--system <name>', 'ärendesystemets namn')
    .option('--approved-by <name>', 'vem som står för de koder som är säkra, i kodtabellernas godkand_av')
    .option('--json', 'som JSON')
    .addHelpText('after', '\nExempel:\n  npx kommunhub adapter init falun-lss leverans/*.csv --kommun 2080')
    .action(async (folder: string, files: string[], options: InitOptions) => {
      const { kommun, namnd, source, system, approvedBy } = options;
      const seat = kommun?.[0];
      const report = await initAdapter(folder, files, {
        connectors,
        ...(kommun && { kommuner: kommun }),
        ...(namnd !== undefined && seat !== undefined && { namnd: { id: `${seat}-LSS`, name: namnd } }),
        ...(source !== undefined && { source }),
        ...(system !== undefined && { system }),
        ...(approvedBy !== undefined && { approvedBy }),
      });
      process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : `${report.text.trimEnd()}\n`);
      process.exitCode = report.problems.length === 0 ? 0 : 1;
    });
}
