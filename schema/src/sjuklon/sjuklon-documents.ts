import { sjuklonRates } from './contribution-rates.js';
import { legalPeriodsOf } from './legal-periods.js';
import type { SjuklonInput } from './sjuklon-input.js';
import type { SjuklonPolicy } from './sjuklon-policy.js';

/** Documents that kommuner ask for with a claim. A kommun may name further ones of its own. */
export const sjuklonDocuments = Object.freeze({
  ANSOKAN: 'Ansökan undertecknad av den enskilde eller ombud',
  FULLMAKT: 'Fullmakt att ansöka och ta emot ersättningen',
  BETALNINGSUPPGIFTER: 'Kontakt- och betalningsuppgifter',
  SCHEMA: 'Schema för den sjuka assistenten',
  TIDRAPPORT_ASSISTENT: 'Tidrapport för den sjuka assistenten',
  TIDRAPPORT_VIKARIE: 'Tidrapport för vikarien',
  INTYG_UTFORD_ASSISTANS: 'Den enskildes intyg att assistansen utfördes',
  LONEBESKED: 'Lönebesked med sjuklön och karensavdrag',
  LAKARINTYG: 'Läkarintyg',
  KOLLEKTIVAVTAL: 'Kollektivavtal eller hängavtal som stöder procentsatserna',
  BERAKNING: 'Beräkning med lön, tillägg och procentsatser',
});

/** What a document is called; a kommun's own code is its own name. */
export function documentName(code: string): string {
  return Object.hasOwn(sjuklonDocuments, code)
    ? sjuklonDocuments[code as keyof typeof sjuklonDocuments]
    : code;
}

/**
 * Documents that the kommun requires and the claim did not come with. A
 * läkarintyg is missed only when somebody was ill so long that it is needed,
 * a collective agreement only when rates rest on one.
 */
export function missingDocuments(input: SjuklonInput, policy: SjuklonPolicy): readonly string[] {
  return policy.kravdaDokument.filter((code) => {
    if (input.documents.includes(code)) return false;
    if (code === 'FULLMAKT') return input.powerOfAttorney !== true;
    if (code === 'LAKARINTYG') return isIllLong(input, policy);
    if (code === 'KOLLEKTIVAVTAL') return input.sickPeriods.some(({ agreement }) => agreement !== null);
    return true;
  });
}

/** Whether somebody's illness, spells of one legal period together, reached the day that needs a läkarintyg. */
function isIllLong({ sickPeriods }: SjuklonInput, { lakarintygFranDag }: SjuklonPolicy): boolean {
  return legalPeriodsOf(sickPeriods, sjuklonRates.relapseDays).some((legal) =>
    legal.sickPeriods
      .flatMap((position) => sickPeriods[position] ?? [])
      .some(
        ({ cause, lastSickDay }) =>
          cause === 'SJUKDOM' && legal.dayNumberOf(lastSickDay) >= lakarintygFranDag,
      ),
  );
}
