import { createHash, randomUUID } from 'node:crypto';
import { storeAgreements, storeUppdrag } from '../../../subgraphs/kit/src/index.js';
import type { TestDatabase } from '../../support/test-database.js';
import type { AgreementFact, CaseFact, UppdragFact } from './rows-by-hand.js';

/** The issuer of everybody in these tests. */
export const issuer = 'https://login.example';

/** Stores rows as the owner, past delivery and row rules; only what the rules look at matters in them. */
export async function storeCases(
  test: Pick<TestDatabase, 'owner' | 'keyRing'>,
  sourceOf: (namnd: string) => string,
  cases: readonly CaseFact[],
): Promise<void> {
  const staffId = ({ kommun, namnd, staff }: CaseFact) =>
    staff && test.keyRing.namndKeys(namnd).opaqueId('staff', kommun, sourceOf(namnd), staff);
  const common = `'x'::bytea, 'x'::bytea, '2020-01-01', '${randomUUID()}'`;
  const persons = new Map(cases.map((one) => [one.person, one]));
  const insert = (table: string, columns: string, selected: string, rows: object[]) =>
    test.owner.query(
      `insert into cases.${table} (kommun_code, id, namnd_id, source_id, key_cipher, content_hash, known_from, run_id, ${columns})
       select kommun, id, namnd, source, ${common}, ${selected}
         from jsonb_to_recordset($1::jsonb) as row (kommun text, id text, namnd text, source text, person text,
              staff text, closed date, of_case text, level text, subtype text)`,
      [JSON.stringify(rows)],
    );
  const place = (one: CaseFact) => ({ kommun: one.kommun, namnd: one.namnd, source: sourceOf(one.namnd) });
  await insert(
    'persons',
    'id_type, sex, protection',
    `'SAKNAS', 'OKAND', 'INGEN'`,
    [...persons].map(([id, one]) => ({ ...place(one), id })),
  );
  await insert(
    'cases',
    'person_id, handlaggare_id, has_handlaggare, case_number_cipher, case_number_hash, law, status, opened_on, closed_on',
    `person, staff, staff is not null, 'x', 'x', 'LSS', 'OPPET', '2025-01-01', closed`,
    cases.map((one) => ({
      ...place(one),
      ...{ id: one.id, person: one.person, staff: staffId(one), closed: one.isClosed ? '2025-06-01' : null },
    })),
  );
  await insert(
    'decisions',
    'case_id, insats, subtype, outcome, decided_on, lagrum, level',
    `of_case, 'LSS_9_2', subtype, 'BIFALL', '2025-02-01', 'LSS 9 § 2', level`,
    cases.flatMap((one) =>
      one.decisions.map(({ id, level, isSjuklon }) => ({
        ...place(one),
        ...{ id, of_case: one.id, level, subtype: isSjuklon ? 'SJUKVIKARIE' : null },
      })),
    ),
  );
}

/** Replaces every agreement and uppdrag. */
export async function storeTerms(
  test: TestDatabase,
  agreements: readonly AgreementFact[],
  uppdrag: readonly UppdragFact[],
): Promise<void> {
  await test.owner.query('delete from hub.uppdrag; delete from hub.agreements');
  await storeAgreements(
    test.database,
    agreements.map((one, index) => ({
      ...{ name: `Avtal ${index}`, homeKommunCode: one.home, performingKommunCode: one.performing },
      ...{ kinds: one.kinds, validFrom: one.from, validTo: one.to, note: null },
    })),
  );
  const ids = await storeUppdrag(
    test.database,
    test.keyRing,
    uppdrag.map((one) => ({
      ...{ homeNamndId: one.namnd, homeKommunCode: one.home, performingKommunCode: one.performing },
      holder: 'subject' in one.holder ? { issuer, subject: one.holder.subject } : one.holder,
      ...{ task: one.task, staffKey: one.staff, validFrom: one.from, validTo: one.to, grantedBy: 'chef' },
    })),
  );
  const revoked = ids.filter((_id, index) => uppdrag[index]?.isRevoked);
  await test.owner.query('update hub.uppdrag set revoked_at = now() where id = any ($1::uuid[])', [revoked]);
}

/** Whether a case is in the sample of the month, by the rule that the policy promises, worked out here. */
export function isSampled(caseId: string, month: string, threshold: number): boolean {
  return createHash('sha256').update(`${month} ${caseId}`).digest().readUInt16BE(0) < threshold;
}
