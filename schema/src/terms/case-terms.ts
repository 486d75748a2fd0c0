import { termSet } from './term.js';

export const sexTerms = termSet({ KVINNA: ['Kvinna', null], MAN: ['Man', null], OKAND: ['Okänd', null] });
export type Sex = keyof typeof sexTerms;

/** Skyddade personuppgifter; fingerade uppgifter are by design not visible as such. */
export const protectionTerms = termSet({
  INGEN: ['Inget skydd', null],
  SEKRETESSMARKERING: ['Sekretessmarkering', 'OSL 22 kap. 1 §'],
  SKYDDAD_FOLKBOKFORING: ['Skyddad folkbokföring', 'folkbokföringslagen 16 §'],
  FINGERADE_UPPGIFTER: ['Fingerade personuppgifter', 'lag 1991:483'],
});
export type Protection = keyof typeof protectionTerms;

export const personkretsTerms = termSet({
  P1: ['Personkrets 1', 'LSS 1 § 1'],
  P2: ['Personkrets 2', 'LSS 1 § 2'],
  P3: ['Personkrets 3', 'LSS 1 § 3'],
  OKAND: ['Okänd personkrets', 'LSS 1 §'],
});
export type Personkrets = keyof typeof personkretsTerms;

export const idTypeTerms = termSet({
  PERSONNUMMER: ['Personnummer', 'folkbokföringslagen 18 §'],
  SAMORDNINGSNUMMER: ['Samordningsnummer', 'lag 2022:1697'],
  RESERVNUMMER: ['Reservnummer', null],
  SAKNAS: ['Nummer saknas', null],
});
export type IdType = keyof typeof idTypeTerms;

export const lawTerms = termSet({
  LSS: ['Lagen om stöd och service till vissa funktionshindrade', 'SFS 1993:387'],
  SOL: ['Socialtjänstlagen', 'SFS 2025:400'],
});
export type Law = keyof typeof lawTerms;

export const caseStatusTerms = termSet({
  AKTUALISERAT: ['Aktualiserat', null],
  UTREDS: ['Utreds', 'SoL 14 kap. 2 §'],
  BESLUTAT: ['Beslutat', null],
  VERKSTALLS: ['Verkställs', null],
  AVSLUTAT: ['Avslutat', null],
});
export type CaseStatus = keyof typeof caseStatusTerms;

export const investigationCategoryTerms = termSet({
  PERSONLIG_ASSISTANS: ['Personlig assistans', 'LSS 9 § 2'],
  OVRIGA_LSS: ['Övriga LSS-insatser', 'LSS 9 §'],
  SOL: ['Insatser enligt SoL', 'SoL 11 kap. 1 §'],
});
export type InvestigationCategory = keyof typeof investigationCategoryTerms;

export const decisionOutcomeTerms = termSet({
  BIFALL: ['Bifall', null],
  DELVIS_BIFALL: ['Delvis bifall', null],
  AVSLAG: ['Avslag', null],
  AVVISNING: ['Avvisning', null],
  AVSKRIVNING: ['Avskrivning', null],
  UPPHORANDE: ['Upphörande', null],
  ANDRING: ['Ändring', null],
});
export type DecisionOutcome = keyof typeof decisionOutcomeTerms;

export const amountUnitTerms = termSet({
  TIMMAR_VECKA: ['Timmar per vecka', null],
  TIMMAR_MANAD: ['Timmar per månad', null],
  DYGN_MANAD: ['Dygn per månad', null],
  DYGN_AR: ['Dygn per år', null],
  TILLFALLEN_MANAD: ['Tillfällen per månad', null],
  DAGAR_VECKA: ['Dagar per vecka', null],
  PLATS: ['Plats', null],
  KRONOR: ['Kronor', null],
  INGEN: ['Ingen omfattning', null],
});
export type AmountUnit = keyof typeof amountUnitTerms;

export const followUpTypeTerms = termSet({
  ARLIG: ['Årlig uppföljning', null],
  VID_BEHOV: ['Uppföljning vid behov', null],
  INFOR_OMPROVNING: ['Uppföljning inför omprövning', null],
});
export type FollowUpType = keyof typeof followUpTypeTerms;

export const followUpResultTerms = termSet({
  OFORANDRAT: ['Oförändrat', null],
  ANDRAS: ['Ändras', null],
  UPPHOR: ['Upphör', null],
});
export type FollowUpResult = keyof typeof followUpResultTerms;

export const interruptionCauseTerms = termSet({
  BRUKAREN: ['Den enskilde avstår', null],
  SJUKHUSVISTELSE: ['Sjukhusvistelse', null],
  UTFORARE_SLUTAT: ['Utföraren har slutat', null],
  PERSONALBRIST: ['Personalbrist', null],
  LOKAL: ['Lokal saknas', null],
  ANNAN: ['Annan orsak', null],
});
export type InterruptionCause = keyof typeof interruptionCauseTerms;

export const regiTerms = termSet({
  EGEN_REGI: ['Egen regi', null],
  EXTERN_UPPHANDLAD: ['Extern, upphandlad', null],
  LOV: ['Valfrihetssystem', 'LOV 2008:962'],
  ENSKILD_PLACERING: ['Enskild placering', null],
  ANNAN_KOMMUN: ['Annan kommun', 'LSS 16 a, 16 c §§'],
  EGEN_ARBETSGIVARE: ['Egen arbetsgivare', null],
  KOOPERATIV: ['Kooperativ', null],
});
export type Regi = keyof typeof regiTerms;
