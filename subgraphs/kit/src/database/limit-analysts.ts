import type { Client } from 'pg';

const limits = {
  default_transaction_read_only: 'on',
  statement_timeout: '15s',
  idle_in_transaction_session_timeout: '15s',
};

/**
 * Keeps what is asked by the login hub_bi short and read-only. The settings are
 * a habit, not a wall: that it reads only what is released is by rights. Run at
 * every start, since a copied or restored database comes without these.
 */
export async function limitAnalysts(owner: Client): Promise<void> {
  const { rows } = await owner.query<{ name: string }>('select current_database() as name');
  const database = owner.escapeIdentifier(rows[0]!.name);
  for (const [name, value] of Object.entries(limits)) {
    await owner
      .query(`alter role hub_bi in database ${database} set ${name} = '${value}'`)
      .catch((error: { code?: string }) => {
        // Where the operator made the login, the owner may not be allowed to; then it is the operator's to set.
        if (error.code !== '42501') throw error;
      });
  }
}
