import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadAdapter } from '../adapter/load-adapter.js';
import { defaultSystemsFolder } from '../adapter/systems-folder.js';
import type { AnyConnector } from '../connector/connector.js';
import { dryRun } from '../reports/dry-run.js';
import { verifyAdapter } from '../verify/verify-adapter.js';

/** The systems whose example files are read by a connector of the kind. */
export function systemsOf(kind: string): readonly string[] {
  const ofKind = new RegExp(`^connector: \\{ kind: ${kind}\\b`, 'm');
  return readdirSync(defaultSystemsFolder(), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) =>
      ofKind.test(readFileSync(join(defaultSystemsFolder(), name, 'fixtures', 'adapter.yaml'), 'utf8')),
    );
}

/** Loads the example adapter of a system. */
export function loadExample(system: string, connector: AnyConnector) {
  return loadAdapter(exampleFolder(system), optionsOf(connector));
}

const exampleFolder = (system: string) => join(defaultSystemsFolder(), system, 'fixtures');

const optionsOf = (connector: AnyConnector) => ({
  connectors: { [connector.kind]: connector },
  clock: () => new Date('2026-11-22T12:00:00Z'),
});

/** Every profile whose examples the connector reads must read them whole. */
export function describeSystems(connector: AnyConnector): void {
  describe.each(systemsOf(connector.kind))('the profile %s', (system) => {
    it('finds every column in its own fixtures', async () => {
      const report = await (await loadExample(system, connector)).check();
      expect(report.problems).toEqual([]);
      expect(report.tables.flatMap(({ absent }) => absent)).toEqual([]);
    });

    it('keeps what the hub demands of a source', async () => {
      const { verdicts } = await verifyAdapter(exampleFolder(system), optionsOf(connector));
      expect(verdicts.filter(({ result }) => result === 'BROKEN')).toEqual([]);
    });

    it('reads its fixtures with no row set aside, every row having one fate', async () => {
      const report = await dryRun(await loadExample(system, connector));
      expect(report).toMatchObject({ complete: true, quarantined: [], rowsQuarantined: 0 });
      expect(report.rowsUsed + report.rowsSkipped).toBe(report.rowsRead);
      expect(report.rowsUsed).toBeGreaterThan(0);
    });
  });
}
