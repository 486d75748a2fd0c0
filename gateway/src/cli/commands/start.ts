import { Command, InvalidArgumentError } from 'commander';
import type { Hub } from '../../hub.js';
import { printWelcome } from '../print-welcome.js';
import type { ReadSettings } from '../program.js';

/** `kommunhub start`: everything in one process, until Ctrl-C. */
export function startCommand(readSettings: ReadSettings): Command {
  return (
    new Command('start')
      .description('Start everything in one process on 127.0.0.1.')
      .option('--port <number>', 'port to listen on', parsePort)
      // --demo before --no-demo: else commander takes the demo as asked for when neither is given.
      .option('--demo', 'load the demo into the database of KOMMUNHUB_DATABASE_URL')
      .option('--no-demo', 'leave an empty embedded database empty')
      .option('--json', 'tell where the hub is and its demo tokens as one JSON line')
      .addHelpText('after', '\nExample:\n  npm start -- --port 4001')
      .action(async (options: { port?: number; demo?: boolean; json?: boolean }) => {
        const settings = readSettings();
        // Loaded here and not above: the other commands need not wait for all of the hub.
        const { startHub } = await import('../../hub.js');
        const stopRequested = nextStopSignal();
        const hub = await startHub({
          settings: { ...settings, port: options.port ?? settings.port },
          demo: options.demo ?? null,
          clock: () => new Date(),
          onProgress: (line) => process.stderr.write(`${line}\n`),
        });
        process.stdout.write(options.json ? welcomeAsJson(hub) : printWelcome(hub));
        const reason = await Promise.race([stopRequested, hub.failed]);
        await hub.stop();
        if (reason !== undefined) throw reason;
      })
  );
}

function welcomeAsJson({ url, dataDirectory, demoTokens }: Hub): string {
  return `${JSON.stringify({ url, dataDirectory, tokens: demoTokens })}\n`;
}

function nextStopSignal(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => resolve(undefined));
  });
}

function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError('It must be a whole number from 0 to 65535.');
}
