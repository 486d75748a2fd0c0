import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { loadProfile } from '@kommunhub/adapter-kit';
import { dateOf } from './calendar.js';
import { dalarna } from './data/dalarna.js';
import { demoNamnder, staffingSource } from './data/namnder.js';
import {
  agreementsText,
  orderText,
  planAgreements,
  planUppdrag,
  uppdragText,
} from './delegation/delegation-files.js';
import { agreementsFile, type DemoTarget, orderFile, uppdragFile } from './demo-target.js';
import { type AdapterText, adapterYaml, ownInsatsTable } from './export/adapter-files.js';
import { csvText } from './export/csv-text.js';
import type { ExportFile } from './export/export-row.js';
import { shapeSystems, writeSource } from './export/shapes/write-source.js';
import { staffingFile } from './export/staffing-export.js';
import type { DemoLedger } from './ledger/demo-ledger.js';
import { makeLedger } from './ledger/make-ledger.js';
import { type DemoOptions, type DemoPlan, planDemo } from './plan-demo.js';

/**
 * Writes the demo: what the fifteen kommuner of Dalarna could export, with invented people only.
 *
 * The same options give the same bytes. Folders are 0700 and files 0600, as real
 * exports should be. Files of an earlier demo are overwritten; others are left alone.
 *
 * @throws RangeError when `today` is no calendar date.
 */
export async function writeDemo(target: DemoTarget, options: DemoOptions): Promise<DemoLedger> {
  const plan = planDemo(options);
  const staffing = staffingFile();
  await writeFiles([
    ...(await sourceFiles(plan, target)),
    ...staffingFiles(staffing, target),
    ...delegationFiles(plan, target),
  ]);
  return makeLedger(plan, staffing, options, target);
}

interface DemoFile {
  readonly path: string;
  readonly content: string | Buffer;
}

async function sourceFiles({ namnder, today }: DemoPlan, target: DemoTarget): Promise<DemoFile[]> {
  const names = new Set(['treserva', ...namnder.map(({ namnd }) => namnd.shape)]);
  const profiles = new Map(
    await Promise.all([...names].map(async (name) => [name, await loadProfile(name)] as const)),
  );
  const written = namnder.map(async ({ namnd, style, files }): Promise<DemoFile[]> => {
    const own = ownInsatsTable(style, dateOf(today - 400));
    const { sourceId: source, kommunCodes, shape } = namnd;
    const { system, connector } = shapeSystems[shape];
    const adapter = { source, system, profile: shape, namnd, kommunCodes, connector };
    return [
      adapterFile(adapter, target),
      ...(own === null
        ? []
        : [{ path: join(target.sourcesFolder, source, 'codes', 'insats.csv'), content: own }]),
      ...(await writeSource(files, shape, profiles)).map(({ name, content }) => ({
        path: join(target.deliveriesFolder, source, name),
        content,
      })),
    ];
  });
  return (await Promise.all(written)).flat();
}

function staffingFiles(file: ExportFile, target: DemoTarget): DemoFile[] {
  const { sourceId: source, namndId } = staffingSource;
  const namnd = demoNamnder.find(({ id }) => id === namndId);
  if (!namnd) throw new RangeError('the staffing source needs a nämnd');
  // The nämnd's own kommun first: the first code is the seat.
  const [seat = ''] = namnd.kommunCodes;
  const kommunCodes = [seat, ...dalarna.map(({ code }) => code).filter((code) => code !== seat)];
  return [
    adapterFile(
      { source, system: 'Samverkansunderlag', profile: 'samverkan', namnd, kommunCodes, connector: 'csv' },
      target,
    ),
    { path: join(target.deliveriesFolder, source, file.name), content: textOf(file) },
  ];
}

function delegationFiles({ namnder, today }: DemoPlan, target: DemoTarget): DemoFile[] {
  return [
    ...namnder.map(({ namnd, order }) => ({ path: orderFile(target, namnd.id), content: orderText(order) })),
    { path: agreementsFile(target), content: agreementsText(planAgreements(today)) },
    { path: uppdragFile(target), content: uppdragText(planUppdrag(today)) },
  ];
}

function adapterFile(adapter: Omit<AdapterText, 'folder'>, target: DemoTarget): DemoFile {
  const own = join(target.sourcesFolder, adapter.source);
  const delivery = join(target.deliveriesFolder, adapter.source);
  const folder = relative(own, delivery).split(sep).join('/');
  return { path: join(own, 'adapter.yaml'), content: adapterYaml({ ...adapter, folder }) };
}

function textOf({ header, rows }: ExportFile): string {
  return csvText([header, ...rows.map(({ cells }) => cells)]);
}

async function writeFiles(files: readonly DemoFile[]): Promise<void> {
  for (const folder of new Set(files.map(({ path }) => dirname(path)))) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
  }
  await Promise.all(
    files.map(async ({ path, content }) => {
      await writeFile(path, content, { mode: 0o600 });
      // `mode` is for new files only; one of an earlier demo may have another.
      await chmod(path, 0o600);
    }),
  );
}
