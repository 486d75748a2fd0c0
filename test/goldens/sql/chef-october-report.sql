select distinct on (state.id) state.id, state.personnummer_hash as "numberHash", state.id_type as "idType", state.personkrets from cases.persons_history state where state.kommun_code = $1 and state.id = any ($2) order by state.id, state.known_to desc;

select fact.insats, count(distinct fact.person_key)::int as persons from statistics.insats_facts fact where fact.kommun_code = $1 and fact.namnd_id = $2 and fact.insats = any ($4) and fact.known_to = 'infinity' and $5::timestamptz is null and fact.from_on <= $3::date and (fact.to_on is null or fact.to_on >= $3::date) group by 1;

select fact.key, fact.case_key as "caseKey", fact.subtype, coalesce(fact.valid_from <= $2::date, true) and coalesce(fact.valid_to >= $2::date, true) as holds from statistics.decision_facts fact where fact.kommun_code = $1 and fact.person_key = any ($3) and fact.known_to = 'infinity' and $4::timestamptz is null;

select fact.key, fact.staff_key as "staffKey" from statistics.case_facts fact where fact.kommun_code = $1 and fact.person_key = any ($2) and fact.staff_key is not null and fact.known_to = 'infinity' and $3::timestamptz is null;

select fact.person_key as "personKey", fact.insats from statistics.waiting_facts fact where fact.kommun_code = $1 and fact.namnd_id = $2 and fact.known_to = 'infinity' and $5::timestamptz is null and fact.insats = any ($4) and not fact.is_interruption and fact.since_on <= $3::date and (fact.until_on is null or fact.until_on >= $3::date);

select fact.person_key as "personKey", fact.sex, fact.birth_year as "birthYear", fact.personkrets, fact.decision_key as "decisionKey", fact.insats, fact.subtype, fact.executing_kommun_code as "executingKommunCode", false as "isInterrupted" from statistics.insats_facts fact where fact.kommun_code = $1 and fact.namnd_id = $2 and fact.known_to = 'infinity' and $5::timestamptz is null and fact.insats = any ($4) and fact.from_on <= $3::date and (fact.to_on is null or fact.to_on >= $3::date) order by fact.person_key, fact.insats, fact.subtype, fact.executing_kommun_code;

select fact.person_key as "personKey", fact.sex, fact.birth_year as "birthYear", fact.personkrets, fact.decision_key as "decisionKey", fact.insats, null as subtype, true as "isInterrupted", (select other.executing_kommun_code from statistics.insats_facts other where other.kommun_code = $1 and other.person_key = fact.person_key and other.decision_key = fact.decision_key and other.known_to = 'infinity' and $5::timestamptz is null order by other.from_on <= $3::date desc, other.from_on desc limit 1) as "executingKommunCode" from statistics.waiting_facts fact where fact.kommun_code = $1 and fact.namnd_id = $2 and fact.known_to = 'infinity' and $5::timestamptz is null and fact.insats = any ($4) and fact.is_interruption and fact.since_on <= $3::date and (fact.until_on is null or fact.until_on >= $3::date) order by fact.person_key, fact.insats, fact.decision_key;

select found.id as "id", found.kommun_code as "kommunCode", found.namnd_id as "namndId", found.id_type as "idType", found.personnummer_cipher as "personnummerCipher", found.name_cipher as "nameCipher", found.birth_year as "birthYear", found.sex as "sex", found.protection as "recordedProtection", found.personkrets as "personkrets" from unnest($1::text[], $2::text[]) as wanted (kommun_code, id) join cases.persons found on found.kommun_code = wanted.kommun_code and found.id = wanted.id;

select id, ordinal, kommun_code as "kommunCode", namnd_id as "namndId", year, approved_at as "approvedAt", approved_subject as "approvedBy", known_on as "knownOn", known_at::text as "knownAt", interruptions, accepted, note, figures, rows_hash as "rowsHash", kommun_figures as "kommunFigures", withdrawn_at as "withdrawnAt", withdrawn_subject as "withdrawnBy", withdrawal_reason as "withdrawalReason" from statistics.october_approvals where kommun_code = $1 and year between $2::int - 1 and $2::int order by ordinal desc;

select known.key, known.id from statistics.surrogates known where known.key = any ($1);

select known.key, known.id from statistics.surrogates known where known.key = any ($1);

select namnd.id, namnd.name from hub.namnder namnd where exists (select from hub.sources source where source.namnd_id = namnd.id and $1 = any (source.kommun_codes) and 'decision' = any (source.kinds)) order by namnd.id;

select state.decision_id as "decisionId", state.started_on as "startedOn", state.ended_on as "endedOn" from cases.executions state where state.kommun_code = $1 and state.namnd_id = $2 and state.started_on <= $3::date and (state.ended_on is null or state.ended_on >= $3::date) and $4::text[] is not null;

select state.id, state.case_id as "caseId", state.insats, state.subtype, state.outcome, state.valid_from as "validFrom", state.valid_to as "validTo" from cases.decisions state where state.kommun_code = $1 and state.namnd_id = $2 and state.id = any ($4) and state.insats like '…' and (state.outcome not in ('BIFALL', 'DELVIS_BIFALL') or state.valid_from > $3::date or state.valid_to < $3::date);

select state.id, state.person_id as "personId" from cases.cases state where state.kommun_code = $1 and state.namnd_id = $2 and state.id = any ($4) and $3::date is not null;

select state.id, state.personnummer_hash as "numberHash", state.id_type as "idType", state.personkrets from cases.persons state where state.kommun_code = $1 and state.id = any ($2);

select state.id, state.personnummer_hash as "numberHash", state.id_type as "idType", state.personkrets from cases.persons state where state.kommun_code = $1 and state.personnummer_hash = any ($2) and state.namnd_id = $3 and not state.id = any ($4);

select uppdrag.id, uppdrag.performing_kommun_code as "performingKommunCode", uppdrag.staff_key_cipher as "staffKeyCipher", coalesce((select jsonb_agg(jsonb_build_object('id', source.id, 'kommunCodes', source.kommun_codes)) from hub.sources source where source.namnd_id = $2), '…') as sources from hub.uppdrag uppdrag where uppdrag.home_namnd_id = $2 and uppdrag.home_kommun_code = $1 and uppdrag.task = 'LSS_HANDLAGGNING' and uppdrag.staff_key_cipher is not null and uppdrag.performing_kommun_code <> $1 and uppdrag.valid_from <= $3::date and (uppdrag.valid_to is null or uppdrag.valid_to >= $3::date) and (uppdrag.revoked_at is null or (uppdrag.revoked_at at time zone '…')::date > $3::date) order by uppdrag.valid_from, uppdrag.id;
