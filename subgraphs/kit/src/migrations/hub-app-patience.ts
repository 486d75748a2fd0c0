import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Ends what the app login has asked for when nobody waits any more: the gateway
 * gives an operation up by itself, and the connection must not stay behind.
 */
export class HubAppPatience1795349402000 implements MigrationInterface {
  name = 'HubAppPatience1795349402000';

  async up(runner: QueryRunner): Promise<void> {
    await setForApp(runner, "set statement_timeout = '60s'");
    await setForApp(runner, "set idle_in_transaction_session_timeout = '60s'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await setForApp(runner, 'reset statement_timeout');
    await setForApp(runner, 'reset idle_in_transaction_session_timeout');
  }
}

/** Where the operator made the login, the owner may not be allowed to; then it is the operator's to set. */
async function setForApp(runner: QueryRunner, clause: string): Promise<void> {
  await runner.query(`
    do $$ begin
      execute format('alter role hub_app in database %I ${clause.replaceAll("'", "''")}', current_database());
    exception when insufficient_privilege then null;
    end $$`);
}
