import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One writer of a claim's fact at a time; whoever waits sees what the other brought. A claim's first fact makes its key. */
const oneAtATime = `perform from statistics.surrogates own
        where own.kommun_code = new.kommun_code and own.kind = 'claim' and own.id = to_jsonb(new) ->> tg_argv[0] for update;`;

/**
 * A claim and its link may be written by two at once, and while facts are made
 * anew: it has one current fact all the same, or it would be counted twice.
 */
export class OneFactOfAClaim1795349458000 implements MigrationInterface {
  readonly name = 'OneFactOfAClaim1795349458000';

  async up(runner: QueryRunner): Promise<void> {
    await this.write(runner, oneAtATime);
    await runner.query(`
      create or replace function statistics.keep_claims_of_namnd() returns void
        language plpgsql security definer set search_path = '' as $$
      begin
        perform from statistics.surrogates own
          where own.namnd_id = hub.ingest_namnd() and own.kind = 'claim' order by own.id for update;
        perform statistics.keep_claim(kommun_code, id) from sjukloner.claims
          where namnd_id = hub.ingest_namnd() order by received_at;
      end $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.write(runner, '');
    await runner.query(`
      create or replace function statistics.keep_claims_of_namnd() returns void
        language sql security definer set search_path = ''
      begin atomic
        select statistics.keep_claim(kommun_code, id) from sjukloner.claims
         where namnd_id = hub.ingest_namnd() order by received_at;
      end`);
  }

  private async write(runner: QueryRunner, first: string): Promise<void> {
    await runner.query(`
      create or replace function statistics.claim_was_written() returns trigger
        language plpgsql security definer set search_path = '' as $$
      begin
        ${first}
        perform statistics.keep_claim(new.kommun_code, to_jsonb(new) ->> tg_argv[0]);
        return null;
      end $$`);
  }
}
