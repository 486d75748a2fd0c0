import { join } from 'node:path';

/** Folders that the demo writes to; they are made when they do not exist. */
export interface DemoTarget {
  /** Gets one folder with `adapter.yaml` a source. */
  readonly sourcesFolder: string;
  /** Gets one folder with export files a source. */
  readonly deliveriesFolder: string;
  /** Gets the delegation orders, `avtal.csv` and `uppdrag.csv`. */
  readonly delegationFolder: string;
}

/** Where the order of a nämnd is written. */
export function orderFile(target: DemoTarget, namndId: string): string {
  return join(target.delegationFolder, `delegationsordning-${namndId}.csv`);
}

export function agreementsFile(target: DemoTarget): string {
  return join(target.delegationFolder, 'avtal.csv');
}

export function uppdragFile(target: DemoTarget): string {
  return join(target.delegationFolder, 'uppdrag.csv');
}
