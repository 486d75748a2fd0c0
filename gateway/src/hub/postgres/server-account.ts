import { chown, mkdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Account "nobody", which every system has: PostgreSQL refuses to run as root. */
const nobody = { uid: 65_534, gid: 65_534 };

/** Under which account the embedded PostgreSQL runs and where that account can be. */
export interface ServerAccount {
  /** What `spawn` needs to run as the account; empty for the caller's own. */
  readonly identity: { readonly uid?: number; readonly gid?: number };
  /** A folder for programs that the account can reach. */
  readonly sharedFolder: string;
  canReach(path: string): Promise<boolean>;
  /** Where the cluster of the instance lies. */
  clusterFolder(instanceId: string): string;
  /** Makes that folder, 0700 and owned by the account. */
  makeClusterFolder(instanceId: string): Promise<string>;
}

/** The caller's own account, or "nobody" when the caller is root. */
export function serverAccount(dataDirectory: string): ServerAccount {
  return process.getuid?.() === 0 ? rootAccount() : ownAccount(dataDirectory);
}

function ownAccount(dataDirectory: string): ServerAccount {
  const folder = join(dataDirectory, 'postgres');
  return {
    identity: {},
    sharedFolder: join(dataDirectory, 'programs'),
    canReach: async () => true,
    clusterFolder: () => folder,
    async makeClusterFolder() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return folder;
    },
  };
}

function rootAccount(): ServerAccount {
  // The data directory holds keys and is closed to everybody but root, so the cluster lies beside, by instance.
  const base = '/var/lib/kommunhub';
  const clusterFolder = (instanceId: string): string => join(base, instanceId);
  return {
    identity: nobody,
    sharedFolder: base,
    canReach: isOpenToOthers,
    clusterFolder,
    async makeClusterFolder(instanceId) {
      const folder = clusterFolder(instanceId);
      await mkdir(base, { recursive: true, mode: 0o755 });
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await chown(folder, nobody.uid, nobody.gid);
      return folder;
    },
  };
}

async function isOpenToOthers(path: string): Promise<boolean> {
  const folder = resolve(path);
  const { mode } = await stat(folder);
  const isOpen = (mode & 0o001) !== 0;
  return isOpen && (folder === dirname(folder) || isOpenToOthers(dirname(folder)));
}
