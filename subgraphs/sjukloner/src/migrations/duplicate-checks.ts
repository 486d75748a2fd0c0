import type { MigrationInterface, QueryRunner } from 'typeorm';
import { handledRows } from './handling-rule.js';

/**
 * The check of passes across kommuner: off until a nämnd has switched it on
 * for an agreement, and then a yes or a no and nothing else (`domain.md` 6.3).
 *
 * The hashes are keyed by agreement and read by one function alone, which
 * tells of nobody's claim; the app login sees the rows of its own grants only.
 */
export class DuplicateChecks1795349352000 implements MigrationInterface {
  readonly name = 'DuplicateChecks1795349352000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table sjukloner.duplicate_checks (
        kommun_code text not null,
        agreement_name text not null,
        performing_kommun_code text not null,
        namnd_id text not null references hub.namnder,
        legal_basis text not null,
        enabled_by text not null,
        enabled_at timestamptz not null,
        disabled_at timestamptz,
        primary key (kommun_code, agreement_name, performing_kommun_code)
      );
      grant select, insert, update on sjukloner.duplicate_checks to hub_app;
      alter table sjukloner.duplicate_checks enable row level security;
      alter table sjukloner.duplicate_checks force row level security;
      create policy all_read on sjukloner.duplicate_checks for select to hub_app using (true);
      create policy own_namnd_switches on sjukloner.duplicate_checks to hub_app
        using (namnd_id = (select hub.steered_namnd())) with check (namnd_id = (select hub.steered_namnd()));

      create table sjukloner.agreement_shifts (
        kommun_code text not null,
        claim_id text not null,
        namnd_id text not null,
        shift_hash bytea not null,
        primary key (kommun_code, claim_id, shift_hash),
        foreign key (kommun_code, claim_id) references sjukloner.claims deferrable initially deferred
      );
      create index agreement_shifts_by_hash on sjukloner.agreement_shifts (shift_hash);
      grant insert, delete, select (kommun_code, claim_id) on sjukloner.agreement_shifts to hub_app;
      alter table sjukloner.agreement_shifts enable row level security;
      alter table sjukloner.agreement_shifts force row level security;
      create policy handling on sjukloner.agreement_shifts to hub_app
        using (${handledRows('agreement_shifts')}) with check (${handledRows('agreement_shifts')});
      -- The owner is under the row rules too; the function below reads as the owner.
      create policy owner_reads on sjukloner.agreement_shifts for select to current_user using (true);
      create function sjukloner.is_claimed_elsewhere(own_kommun text, hashes bytea[]) returns boolean
        language sql stable security definer set search_path = ''
        return exists (select from sjukloner.agreement_shifts shift
                        where shift.shift_hash = any (hashes) and shift.kommun_code <> own_kommun);
      revoke all on function sjukloner.is_claimed_elsewhere from public;
      grant execute on function sjukloner.is_claimed_elsewhere to hub_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function sjukloner.is_claimed_elsewhere;
      drop table sjukloner.agreement_shifts, sjukloner.duplicate_checks`);
  }
}
