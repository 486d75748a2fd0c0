import { termSet } from '@kommunhub/schema';
import { termEnum } from '@kommunhub/subgraph-kit';
import { registerEnumType } from 'type-graphql';
import { claimOrders } from '../rows/list-claims.js';
import { claimStatusTerms } from '../rules/claim-flow.js';

export const ClaimStatusEnum = termEnum('SjuklonStatus', 'Sjuklöneärendets status.', claimStatusTerms);

export const ClaimOutcomeEnum = termEnum(
  'SjuklonOutcome',
  'Beslutsutfall.',
  termSet({ BIFALL: ['Bifall', null], DELVIS_BIFALL: ['Delvis bifall', null], AVSLAG: ['Avslag', null] }),
);

export const ClaimActionEnum = termEnum(
  'SjuklonAction',
  'Vad som görs med ett sjuklöneärende.',
  termSet({
    REGISTER: ['Registrering', 'FL 19 §'],
    REQUEST_COMPLETION: ['Begäran om komplettering', 'FL 20 §'],
    COMPLETE: ['Komplettering', null],
    INVESTIGATE: ['Utredning inledd', 'FL 23 §'],
    DECIDE: ['Beslut', 'FL 31 §'],
    ATTEST: ['Attest', null],
    PAY: ['Utbetalning', null],
    RECOVER: ['Återkrav', 'LSS 12 §'],
  }),
);

export const ClaimOrderEnum = Object.fromEntries(
  Object.keys(claimOrders).map((order) => [order, order]),
) as Record<keyof typeof claimOrders, string>;
registerEnumType(ClaimOrderEnum, {
  name: 'SjuklonOrder',
  description: 'Ordning för sjuklöneärenden.',
  valuesConfig: {
    APPLICATION_DATE_ASC: { description: 'Äldsta ansökan först: kön.' },
    APPLICATION_DATE_DESC: { description: 'Senaste ansökan först.' },
  },
});

export const SjuklonDuplicateKindEnum = { PASS: 'PASS', VIKARIE: 'VIKARIE' } as const;
registerEnumType(SjuklonDuplicateKindEnum, {
  name: 'SjuklonDuplicateKind',
  description: 'Vad som är dubbelt.',
  valuesConfig: {
    PASS: { description: 'Samma assistents tid begärs två gånger (S09).' },
    VIKARIE: { description: 'Samma vikarie på två ställen samtidigt (S10).' },
  },
});
