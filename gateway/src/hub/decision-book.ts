import type { BookedDecision, DecisionBook } from '@kommunhub/delegation';
import {
  type AmountUnit,
  type Befattning,
  type DecisionLevel,
  type DecisionOutcome,
  decisionKindOf,
  type Insatskod,
  type PlacementFacts,
  type Subtype,
} from '@kommunhub/schema';

interface BookRow {
  readonly id: string;
  readonly kommunCode: string;
  readonly namndId: string;
  readonly caseId: string;
  readonly caseNumberCipher: Buffer;
  readonly insats: Insatskod | 'OKAND';
  readonly subtype: Subtype | null;
  readonly outcome: DecisionOutcome | 'OKAND';
  readonly lagrum: string;
  readonly decidedOn: string;
  readonly level: DecisionLevel | null;
  readonly decidedById: string | null;
  readonly befattning: Befattning | 'OKAND' | null;
  readonly amount: string | null;
  readonly amountUnit: AmountUnit | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly birthYear: number | null;
  readonly placements: readonly PlacementFacts[];
}

/**
 * The decisions of the cases subgraph as the delegation subgraph needs them:
 * in the caller's own session, so that the row rules of cases hold here too.
 */
export const decisionBook: DecisionBook = {
  async read(session, selection, after, limit) {
    const { namndId, kommunCodes, from, to, ids, onlyUrgent } = selection;
    const rows = await session.query<BookRow>(
      `select booked.id, booked.kommun_code as "kommunCode", booked.namnd_id as "namndId",
              booked.case_id as "caseId", of_case.case_number_cipher as "caseNumberCipher",
              booked.insats, booked.subtype, booked.outcome, booked.lagrum, booked.decided_on as "decidedOn",
              booked.level, booked.decided_by_id as "decidedById", decider.befattning,
              booked.amount, booked.amount_unit as "amountUnit",
              booked.valid_from as "validFrom", booked.valid_to as "validTo", person.birth_year as "birthYear",
              coalesce((select jsonb_agg(jsonb_build_object('regi', execution.regi,
                                 'executingKommunCode', execution.executing_kommun_code))
                 from cases.executions execution
                where execution.kommun_code = booked.kommun_code and execution.decision_id = booked.id), '[]')
                as placements
         from cases.decisions booked
         join cases.cases of_case on of_case.kommun_code = booked.kommun_code and of_case.id = booked.case_id
         join cases.persons person on person.kommun_code = of_case.kommun_code and person.id = of_case.person_id
         left join cases.handlaggare decider
           on decider.kommun_code = split_part(booked.decided_by_id, '-', 1) and decider.id = booked.decided_by_id
        where booked.kommun_code = any ($1::text[]) and booked.namnd_id = $2
          and booked.decided_on between $3::date and $4::date
          and ($5::text[] is null or booked.id = any ($5::text[]))
          and (not $6::boolean or booked.level = 'ORDFORANDE_BRADSKANDE')
          and ($7::date is null or (booked.decided_on, booked.id) > ($7::date, $8::text))
        order by booked.decided_on, booked.id limit $9`,
      [kommunCodes, namndId, from, to, ids, onlyUrgent, after?.on ?? null, after?.id ?? null, limit],
    );
    return rows.map(bookedOf);
  },
};

function bookedOf({ insats, subtype, lagrum, placements, ...row }: BookRow): BookedDecision {
  return {
    ...row,
    ...decisionKindOf({ insats, subtype, outcome: row.outcome, lagrum }, placements),
    regi: placements.flatMap(({ regi }) => regi ?? []),
  };
}
