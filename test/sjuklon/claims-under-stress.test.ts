import { afterAll, beforeAll, expect, it } from 'vitest';
import { aClaim, SjuklonWorld } from './sjuklon-world.js';

const submit = `mutation ($input: SjuklonInput!, $key: ID!) {
  submitSjuklon(input: $input, idempotencyKey: $key) { id } }`;
const decide = `mutation ($id: ID!) { decideSjuklon(id: $id, input: { outcome: BIFALL }) { id } }`;

let world: SjuklonWorld;
beforeAll(async () => {
  world = await SjuklonWorld.open({ mayDecide: async () => null });
});
afterAll(() => world.drop());

async function rows<Row>(sql: string): Promise<Row[]> {
  return (await world.world.test.owner.query(sql)).rows as Row[];
}

it('1,000 submissions at once under one key have one effect', async () => {
  const handler = await world.caller('sjuklonehandlaggare');
  const answers = await Promise.all(
    Array.from({ length: 1000 }, () => world.ask(handler, submit, { input: aClaim(), key: 'at once' })),
  );
  const made = answers.filter(({ errors }) => errors === undefined);
  const ids = made.map(({ data }) => (data?.submitSjuklon as { id: string } | undefined)?.id);
  expect(new Set(ids).size).toBe(1);
  // Four connections serve a thousand: who waits too long is told to come again, and that is all that may happen.
  const refusals = answers.flatMap(({ errors }) => errors ?? []);
  expect(new Set(refusals.map(({ extensions }) => extensions.code))).toEqual(
    new Set(refusals.length > 0 ? ['DATABASE_UNAVAILABLE'] : []),
  );
  expect(await rows('select count(*)::int as claims from sjukloner.claims')).toEqual([{ claims: 1 }]);
  expect(await rows('select count(*)::int as events from sjukloner.claim_events')).toEqual([{ events: 1 }]);
});

it('connections killed during submit and decide leave every claim whole or absent', async () => {
  const handler = await world.caller('sjuklonehandlaggare');
  let isOver = false;
  let kills = 0;
  const killing = (async () => {
    while (!isOver) {
      await new Promise((resolve) => setTimeout(resolve, 10 + Math.random() * 250));
      const killed = await rows<{ gone: boolean }>(
        `select pg_terminate_backend(pid) as gone from pg_stat_activity
          where datname = current_database() and usename = 'hub_app' and state <> 'idle' limit 1`,
      );
      kills += killed.length;
    }
  })();
  const outcomes = { done: 0, refused: 0 };
  for (let round = 0; round < 40; round += 1) {
    // Every round is about passes of its own, so that none is cut.
    const day = `2026-10-${String((round % 7) + 5).padStart(2, '0')}`;
    const claim = aClaim({ claimNumber: `round ${round}` });
    const [period] = claim.sickPeriods as [{ assistant: object }];
    const shifts = [{ date: day, start: '08:00', end: '16:00', hours: '8', substitute: 'Vikarie Ett' }];
    const assistant = { ...period.assistant, name: `Assistent ${round}` };
    const input = {
      ...claim,
      sickPeriods: [{ ...period, assistant, firstSickDay: day, lastSickDay: day, shifts }],
    };
    const made = await world.ask(handler, submit, { input, key: `round ${round}` });
    const id = (made.data?.submitSjuklon as { id: string } | undefined)?.id;
    const decided = id === undefined ? made : await world.ask(handler, decide, { id });
    outcomes[decided.errors === undefined ? 'done' : 'refused'] += 1;
  }
  isOver = true;
  await killing;
  expect(kills).toBeGreaterThan(0);
  expect(outcomes.done).toBeGreaterThan(0);
  // What belongs together is together: link, passes, key and first step with each claim, the decision with each outcome.
  const broken = await rows(`
    select claim.id from sjukloner.claims claim
      left join sjukloner.claim_links link using (kommun_code)
     where link.claim_id = claim.id and (
       not exists (select from sjukloner.claimed_shifts shift where shift.claim_id = claim.id)
       or not exists (select from sjukloner.idempotency_keys key where key.claim_id = claim.id)
       or not exists (select from sjukloner.claim_events event where event.claim_id = claim.id and event.action = 'REGISTER')
       or (claim.outcome is null) <> (link.decision_id is null)
       or (claim.outcome is not null) <> exists (
            select from sjukloner.claim_events event where event.claim_id = claim.id and event.action = 'DECIDE')
       or (link.decision_id is not null and not exists (
            select from cases.decisions decision where decision.id = link.decision_id)))`);
  expect(broken).toEqual([]);
  const counts = await rows<{ claims: number; links: number; decisions: number; outcomes: number }>(`
    select (select count(*)::int from sjukloner.claims) as claims,
           (select count(*)::int from sjukloner.claim_links) as links,
           (select count(*)::int from cases.decisions where source_id = 'kommunhub') as decisions,
           (select count(*)::int from sjukloner.claims where outcome is not null) as outcomes`);
  expect(counts[0]?.links).toBe(counts[0]?.claims);
  expect(counts[0]?.decisions).toBe(counts[0]?.outcomes);
});
