import { statfs } from 'node:fs/promises';
import { HubError } from '@kommunhub/schema';

/** Room that a new database needs before anything is written, in bytes. */
const roomForNew = 200 * 1024 * 1024;

/** @throws HubError DISK_FULL when a new database would not find room on the disk of the folder. */
export async function assertRoomForNew(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < roomForNew) throw diskFull(folder);
}

export function diskFull(folder: string, cause?: unknown): HubError {
  return new HubError(
    'DISK_FULL',
    `There is no room left on the disk of ${folder}; make room, then start again. What was stored is kept.`,
    { cause },
  );
}

/** Whether ENOSPC of the file system, or 53100 of PostgreSQL, is behind the error. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, cause, driverError } = error as { code?: unknown; cause?: unknown; driverError?: unknown };
  return code === 'ENOSPC' || code === '53100' || code === 'DISK_FULL' || isDiskFull(cause ?? driverError);
}
