import type {
  AmountUnit,
  Befattning,
  CaseStatus,
  DecisionLevel,
  DecisionOutcome,
  Insatskod,
  InvestigationCategory,
  Protection,
  Regi,
  Subtype,
} from '@kommunhub/schema';
import { befattningTerms, decisionLevelTerms, insatser } from '@kommunhub/schema';
import type { SourceStyle } from './source-styles.js';

// What case systems call things. Every text stands in the code tables of adapters/systems/treserva,
// or in the source's own table (ownInsatsTexts), or is planned as unmapped.

const outcomes: Readonly<Record<DecisionOutcome, readonly [string, string, string]>> = {
  BIFALL: ['Bifall', 'Beviljas', 'B'],
  DELVIS_BIFALL: ['Delvis bifall', 'Delvis bifall', 'D'],
  AVSLAG: ['Avslag', 'Avslås', 'A'],
  AVVISNING: ['Avvisning', 'Avvisad', 'Avvisning'],
  AVSKRIVNING: ['Avskrivning', 'Återtagen', 'Avskriven'],
  UPPHORANDE: ['Upphörande', 'Upphörd', 'Upphörd'],
  ANDRING: ['Ändring', 'Ändrad', 'Ändring'],
};
const units: Readonly<Record<AmountUnit, readonly [string, string]>> = {
  TIMMAR_VECKA: ['timmar/vecka', 'tim/vecka'],
  TIMMAR_MANAD: ['timmar/månad', 'tim/mån'],
  DYGN_MANAD: ['dygn/månad', 'dygn/månad'],
  DYGN_AR: ['dygn/år', 'dygn/år'],
  TILLFALLEN_MANAD: ['tillfällen/månad', 'tillfällen/månad'],
  DAGAR_VECKA: ['dagar/vecka', 'dagar/vecka'],
  PLATS: ['plats', 'plats'],
  KRONOR: ['kronor', 'kronor'],
  INGEN: ['ingen', 'ingen'],
};
const solTexts: Readonly<Partial<Record<Insatskod, string>>> = {
  SOL_BOENDESTOD: 'Boendestöd SoL',
  SOL_KONTAKTPERSON: 'Kontaktperson SoL',
  SOL_LEDSAGNING: 'Ledsagning SoL',
  SOL_SYSSELSATTNING: 'Sysselsättning SoL',
};

/** Texts that only one kommun uses; they stand in that source's own code table. */
export const ownInsatsTexts: Readonly<Partial<Record<Insatskod, string>>> = {
  LSS_9_2: 'Ass LSS',
  LSS_9_3: 'Ledsagarstöd',
  LSS_9_4: 'Kontaktp LSS',
  LSS_9_5: 'Avlösare hemma',
  LSS_9_6: 'Korttids LSS',
  LSS_9_7: 'Fritids 13+',
  LSS_9_8: 'Bo barn LSS',
  LSS_9_9: 'Bo vuxen LSS',
  LSS_9_10: 'DagVerk LSS',
};

export function insatsText(insats: Insatskod, style: SourceStyle): string {
  const sol = solTexts[insats];
  if (sol !== undefined) return sol;
  const point = insats.slice('LSS_9_'.length);
  const name = insatser[insats].name;
  switch (style.insatsForm) {
    case 'PARAGRAPH_AND_NAME':
      return `9 § ${point} ${name}`;
    case 'COLON':
      return `9:${point}`;
    case 'PARAGRAPH':
      return `9 § ${point}p`;
    case 'LAW_AND_NAME':
      return `LSS ${name}`;
    case 'NAME_AND_LAW':
      return `${name} LSS`;
    case 'NAME':
      return name;
    case 'OWN':
      return ownInsatsTexts[insats] ?? name;
  }
}

export function outcomeText(outcome: DecisionOutcome, style: SourceStyle): string {
  return outcomes[outcome][style.outcomeForm];
}

export function unitText(unit: AmountUnit, style: SourceStyle): string {
  return units[unit][style.unitForm];
}

export function befattningText(befattning: Befattning, style: SourceStyle): string {
  if (befattning === 'LSS_HANDLAGGARE') return style.handlaggareTitle;
  return befattningTerms[befattning].name;
}

export function levelText(level: DecisionLevel): string {
  return level === 'ORDFORANDE_BRADSKANDE' ? 'Ordförande brådskande' : decisionLevelTerms[level].name;
}

export const statusTexts: Readonly<Record<CaseStatus, string>> = {
  AKTUALISERAT: 'Aktualiserat',
  UTREDS: 'Utreds',
  BESLUTAT: 'Beslutat',
  VERKSTALLS: 'Verkställs',
  AVSLUTAT: 'Avslutat',
};
export const categoryTexts: Readonly<Record<InvestigationCategory, string>> = {
  PERSONLIG_ASSISTANS: 'Personlig assistans',
  OVRIGA_LSS: 'Övriga LSS',
  SOL: 'SoL',
};
export const protectionTexts: Readonly<Record<Protection, string>> = {
  INGEN: '',
  SEKRETESSMARKERING: 'Sekretessmarkering',
  SKYDDAD_FOLKBOKFORING: 'Skyddad folkbokföring',
  FINGERADE_UPPGIFTER: '',
};
export const regiTexts: Readonly<Record<Regi, string>> = {
  EGEN_REGI: 'Egen regi',
  EXTERN_UPPHANDLAD: 'Upphandlad',
  LOV: 'LOV',
  ENSKILD_PLACERING: 'Enskild placering',
  ANNAN_KOMMUN: 'Annan kommun',
  EGEN_ARBETSGIVARE: 'Egen arbetsgivare',
  KOOPERATIV: 'Kooperativ',
};
export const formTexts: Readonly<Record<Subtype, string>> = {
  UTFORD_AV_KOMMUN: 'Utförd av kommunen',
  EKONOMISKT_STOD: 'Ekonomiskt stöd',
  SJUKVIKARIE: 'Sjukvikarie',
  TILLFALLIG_UTOKNING: 'Tillfällig utökning',
  INVANTAN_PA_FK: 'I väntan på Försäkringskassan',
  KORTTIDSHEM: 'Korttidshem',
  STODFAMILJ: 'Stödfamilj',
  LAGER: 'Läger',
  FAMILJEHEM: 'Familjehem',
  BOSTAD_SARSKILD_SERVICE: 'Bostad med särskild service',
  GRUPPBOSTAD: 'Gruppbostad',
  SERVICEBOSTAD: 'Servicebostad',
  ANNAN_SARSKILT_ANPASSAD: 'Annan särskilt anpassad bostad',
};
