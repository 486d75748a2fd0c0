import { basename } from 'node:path';
import { comparePolicies, type Fault, kronor, type PolicyComparison } from '@kommunhub/schema';
import { Command } from 'commander';
import { faultsIn, type ReadFile, readClaimFile, readPolicyFile } from './sjuklon-files.js';

interface CompareOptions {
  readonly policy: readonly string[];
  readonly json?: boolean;
}

/** `kommunhub sjuklon compare`: what other rules would have cost or saved on given claims. */
export function compareCommand(): Command {
  return new Command('compare')
    .description(
      'Jämför vad ansökningar hade kostat under olika regler. Den första regelfilen är utgångspunkt.',
    )
    .argument('<files...>', 'ansökningar, JSON av SjuklonInput')
    .requiredOption('--policy <file>', 'regler att jämföra, en gång för varje fil', collect)
    .option('--json', 'som JSON')
    .addHelpText(
      'after',
      '\nExempel:\n  npx kommunhub sjuklon compare ansokningar/*.json --policy falun.json --policy gemensam.json\n\nMed en enda regelfil jämförs den med standardreglerna.',
    )
    .action(async (files: string[], options: CompareOptions) => {
      const claims = await Promise.all(files.map(readClaimFile));
      const policies = await Promise.all(policyFiles(options).map(readPolicyFile));
      const faults = [
        ...claims.flatMap((claim, index) => faultsIn(basename(files[index] ?? ''), claim)),
        ...policies.flatMap((policy, index) => faultsIn(policyName(options, index), policy)),
      ];
      if (faults.length > 0) return refuse(faults, options);
      const comparison = comparePolicies(
        valuesOf(claims),
        valuesOf(policies).map((policy, index) => ({ name: policyName(options, index), policy })),
      );
      process.stdout.write(options.json ? `${JSON.stringify(comparison)}\n` : print(comparison));
    });
}

function collect(file: string, before: readonly string[] = []): readonly string[] {
  return [...before, file];
}

/** Undefined stands for the default policy. */
function policyFiles({ policy }: CompareOptions): readonly (string | undefined)[] {
  return policy.length === 1 ? [undefined, ...policy] : policy;
}

function policyName(options: CompareOptions, index: number): string {
  const file = policyFiles(options)[index];
  return file === undefined ? 'standard' : basename(file);
}

function valuesOf<Value>(reads: readonly ReadFile<Value>[]): readonly Value[] {
  return reads.flatMap((read) => ('value' in read ? [read.value] : []));
}

function refuse(errors: readonly Fault[], { json }: CompareOptions): void {
  process.exitCode = 1;
  process.stdout.write(`${JSON.stringify({ errors }, null, json ? 0 : 2)}\n`);
}

function print({ claims, policies }: PolicyComparison): string {
  const lines = policies.map(({ name, total, difference, changedClaims }) => {
    const sign = difference.startsWith('-') ? '' : '+';
    return `${name.padEnd(30)} ${kronor(total).padStart(18)} ${`${sign}${kronor(difference)}`.padStart(18)}  ${changedClaims} ändrade`;
  });
  const count = claims.length === 1 ? 'En ansökan' : `${claims.length} ansökningar`;
  return `${count}, skillnad mot ${policies[0]?.name}:\n${lines.join('\n')}\n`;
}
