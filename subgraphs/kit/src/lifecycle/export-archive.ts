import { canonicalJson } from '../keys/canonical-json.js';
import type { KeyRing } from '../keys/key-ring.js';
import { asNamnd, withLifecycle } from './as-namnd.js';

interface ArchivedRow {
  readonly id: string;
  readonly exemption: string;
  readonly archived_at: string;
  readonly person_cipher: Buffer;
}

/** Hands over what the nämnd's gallring has put in the archive, one person a line, opened; gives how many. */
export async function exportArchive(
  namndId: string,
  options: { readonly url: string; readonly keyRing: KeyRing },
  write: (lines: AsyncIterable<string>) => Promise<void>,
): Promise<number> {
  return withLifecycle(options.url, async (connection) => {
    await options.keyRing.refresh([namndId]);
    const keys = options.keyRing.namndKeys(namndId);
    return asNamnd(connection, namndId, async () => {
      await connection.query(
        'declare archived no scroll cursor for select id, exemption, archived_at, person_cipher from hub.archive order by id',
      );
      let count = 0;
      async function* lines(): AsyncGenerator<string> {
        for (;;) {
          const { rows } = await connection.query<ArchivedRow>('fetch 100 from archived');
          if (rows.length === 0) return;
          for (const { id, exemption, archived_at: archivedAt, person_cipher: cipher } of rows) {
            const person: unknown = JSON.parse(keys.decrypt('hub.archive', id, 'person_cipher', cipher));
            yield `${canonicalJson({ exemption, archivedAt, person })}\n`;
            count += 1;
          }
        }
      }
      await write(lines());
      return count;
    });
  });
}
