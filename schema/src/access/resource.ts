/** What a right is about: a level of data or an act, not a field of one subgraph. */
export const resources = {
  PUBLIC: 'Kommuner, områden, delegationsordningar: offentliga handlingar.',
  RELEASED_TABLES: 'Släppta tabeller, röjandekontrollerade.',
  SOURCE_COUNTS: 'Källornas tillstånd, läsningar och antal, utan innehåll.',
  SOURCE_CONTROL: 'Den egna nämndens källor: starta läsning, undanlagda rader efter plats och skäl.',
  OWN_AGGREGATES: 'Den egna nämndens exakta antal, fria datum och urval.',
  AGREEMENTS: 'Avtalssamverkan (KL 9 kap. 37 §).',
  AGREEMENT_CONTROL: 'Ge och återkalla uppdrag för den egna nämnden; se vilka som gäller.',
  DELEGATION_EDIT: 'Läsa in den egna nämndens delegationsordning (KL 6 kap. 37 §, 7 kap. 5 §).',
  DELEGATION_REPORT: 'Anmälan av delegationsbeslut till nämnden (KL 6 kap. 40 §, 7 kap. 8 §).',
  PERSON_LEVEL: 'Ärenden, beslut och de enskilda som de gäller.',
  PERSON_LOOKUP: 'Sökning på personnummer, namn eller ärendenummer (förordning 2001:637, 15 §).',
  FOLLOW_UP: 'Uppföljningslistor och urval på känsliga uppgifter (förordning 2001:637, 12 § 10).',
  SAMPLE_DRAW: 'Dra månadens stickprov bland den egna nämndens ärenden.',
  BREAK_GLASS: 'Nödöppning: den egna nämndens alla ärenden i en timme.',
  BREAK_GLASS_EVENTS: 'Nödöppningar i den egna nämnden, med skäl.',
  SJUKLON: 'Sjuklöneärenden: läsa.',
  SJUKLON_CONTROL: 'Sjuklöneärenden: registrera, komplettera, besluta.',
  SJUKLON_ATTEST: 'Sjuklöneärenden: attestera utbetalning.',
  OCTOBER_REPORT: 'Oktoberstatistiken på individnivå (LSS 15 a §).',
  IVO_REPORT: 'Rapporten till IVO och revisorernas kopia (LSS 28 f, 28 g §§).',
  AUDIT_LOG: 'Loggen över läsningar på individnivå (lag 2001:454, 10 §).',
  AUDIT_REVIEW: 'Logguppföljning: omfattning, tider, nödöppningar; antal, inga enskilda.',
  DELIVERIES: 'Leverera uppgifter med nämndens tjänstenyckel.',
} as const satisfies Record<string, string>;

export type Resource = keyof typeof resources;
