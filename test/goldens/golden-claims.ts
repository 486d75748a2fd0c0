import type { Role } from '@kommunhub/schema';
import type { Client } from 'pg';
import { aClaim, exampleThree, exampleTwo } from '../sjuklon/a-claim.js';

type Ask = (role: Role, kommunCode: string, query: string, variables?: object) => Promise<unknown>;

const submit = `mutation ($input: SjuklonInput!, $key: ID!) { submitSjuklon(input: $input, idempotencyKey: $key) { id } }`;
const decide = `mutation ($id: ID!, $outcome: SjuklonOutcome!) { decideSjuklon(id: $id, input: { outcome: $outcome }) { id } }`;
const attest = 'mutation ($id: ID!) { attestSjuklon(id: $id) { id } }';
const adopt = `mutation ($policy: String!) {
  adoptSjuklonPolicy(kommunCode: "2026", validFrom: "2025-01-01", policy: $policy) { semesterBas } }`;

/** Gagnef's own rules, those of the worked examples' policy B; Säter has the rules that the hub ships. */
const policyB = {
  semesterBas: 'B',
  godkandaAvtal: [{ namn: 'Vårdföretagarna', semester: '0.13', pension: '0.045', forsakring: '0.003' }],
};

/**
 * Claims of Säter and Gagnef as Falun handles them: one that waits, one that
 * is decided in part, one that is attested; the first and the last belong to cases.
 */
export async function submitGoldenClaims(ask: Ask, owner: Client): Promise<void> {
  const { rows } = await owner.query<{ personId: string; otherId: string }>(
    `select min(person.person_id) as "personId", max(person.person_id) as "otherId" from cases.cases person
       join cases.decisions decision on decision.kommun_code = person.kommun_code and decision.case_id = person.id
      where person.kommun_code = '2082' and decision.insats = 'LSS_9_2' and decision.outcome = 'BIFALL'`,
  );
  const handler = (query: string, variables: object) => ask('sjuklonehandlaggare', '2080', query, variables);
  await ask('chef', '2026', adopt, { policy: JSON.stringify(policyB) });
  const made = async (key: string, input: object) => {
    const { data } = (await handler(submit, { key, input })) as { data: { submitSjuklon: { id: string } } };
    return data.submitSjuklon.id;
  };
  const kommun = (kommunCode: string) => ({ kommunCode, claimNumber: `EA-${kommunCode}` });
  await made('waits', { ...exampleThree(), ...kommun('2082'), personId: rows[0]?.otherId });
  const inPart = await made('in part', { ...exampleTwo(), ...kommun('2026') });
  await handler(decide, { id: inPart, outcome: 'DELVIS_BIFALL' });
  const whole = await made('whole', { ...aClaim(), ...kommun('2082'), personId: rows[0]?.personId });
  await handler(decide, { id: whole, outcome: 'BIFALL' });
  await ask('chef', '2082', attest, { id: whole });
}
