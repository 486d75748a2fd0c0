import type { Client } from 'pg';
import { logins } from './logins.js';

/**
 * Takes away what any login of the server may do in a database by default;
 * rights are then given one by one. Run at every start, since a copied or
 * restored database comes without these.
 */
export async function closeToPublic(owner: Client): Promise<void> {
  const { rows } = await owner.query<{ name: string }>('select current_database() as name');
  const database = owner.escapeIdentifier(rows[0]!.name);
  await owner.query(`revoke all on database ${database} from public`);
  await owner.query(`grant connect on database ${database} to ${logins.join(', ')}`);
  const { rows: owned } = await owner.query(
    `select 1 from pg_namespace where nspname = 'public' and pg_has_role(nspowner, 'usage')`,
  );
  if (owned.length > 0) await owner.query('revoke all on schema public from public');
}
