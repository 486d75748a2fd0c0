import type { DecisionKind, DecisionLevel } from '@kommunhub/schema';

/** How nämnder usually delegate a kind of decision: the law, two wordings of our own, and levels to choose from. */
export interface DelegationPractice {
  readonly kind: DecisionKind;
  readonly lagrum: string;
  readonly wordings: readonly [string, string];
  /** Levels seen for the kind; the ordinary one stands several times. */
  readonly levels: readonly DecisionLevel[];
  /** Conditions to choose from; empty text is none. */
  readonly conditions: readonly string[];
}

const h: DecisionLevel = 'HANDLAGGARE';
const f: DecisionLevel = 'FORSTE_HANDLAGGARE';
const g: DecisionLevel = 'GRUPPLEDARE';
const e: DecisionLevel = 'ENHETSCHEF';
const v: DecisionLevel = 'VERKSAMHETSCHEF';
const c: DecisionLevel = 'FORVALTNINGSCHEF';
const u: DecisionLevel = 'UTSKOTT';

function row(
  kind: DecisionKind,
  lagrum: string,
  levels: readonly DecisionLevel[],
  wordings: readonly [string, string],
  conditions: readonly string[] = [''],
): DelegationPractice {
  return { kind, lagrum, wordings, levels, conditions };
}

// Levels within the ranges that published orders show; the wordings are nobody's.
export const delegationPractice: readonly DelegationPractice[] = [
  row(
    'D01',
    'LSS 1, 7 §§',
    [h, h, h, f, e],
    ['Om någon hör till personkretsen', 'Personkretsprövning i beslut'],
  ),
  row(
    'D02',
    'LSS 9 § 2',
    [f, f, g, e, e, u],
    ['Assistans, bifall', 'Bevilja personlig assistans'],
    ['ENDAST_BIFALL|TIMMAR_VECKA_MAX=40', 'ENDAST_BIFALL', ''],
  ),
  row(
    'D03',
    'LSS 9 § 2',
    [f, g, e, e, u],
    ['Assistans, avslag och minskning', 'Neka eller minska assistans'],
    ['SAMRAD_MED=gruppledare', 'SAMRAD_MED=jurist', ''],
  ),
  row(
    'D04',
    'LSS 9 § 2',
    [h, h, f, e],
    ['Utökad assistans för en tid', 'Tillfälligt fler assistanstimmar'],
    ['TID_MAX_MANADER=3', 'TID_MAX_MANADER=2', 'TID_MAX_MANADER=6'],
  ),
  row(
    'D05',
    'LSS 9 § 2',
    [h, h, h, f, e],
    ['Ersättning när assistent är sjuk', 'Sjuklönekostnad till utförare'],
    ['BELOPP_MAX=25000', 'BELOPP_MAX=15000', 'BELOPP_MAX=50000', ''],
  ),
  row(
    'D06',
    'LSS 11 § | LSS 12 §',
    [e, e, v, c, u],
    ['Utbetalning till annan, återkrav', 'Betala till annan; kräva åter'],
    ['BELOPP_MAX=10000', 'BELOPP_MAX=25000', ''],
  ),
  row('D07', 'LSS 9 § 3', [h, h, h, f], ['Ledsagning', 'Ledsagarservice'], ['', '', 'INOM_RIKTLINJE']),
  row('D08', 'LSS 9 § 4', [h, h, h, f, e], ['Kontaktperson, förordnande och arvode', 'Utse kontaktperson']),
  row('D09', 'LSS 9 § 5', [h, h, h, f], ['Avlösning i hemmet', 'Avlösarservice'], ['', 'INOM_RIKTLINJE']),
  row(
    'D10',
    'LSS 9 § 6',
    [h, h, f, e],
    ['Korttidsvistelse', 'Vistelse på korttids, i stödfamilj eller på läger'],
    ['', 'EGEN_REGI', 'INOM_RAMAVTAL'],
  ),
  row('D11', 'LSS 9 § 7', [h, h, h, f], ['Tillsyn för skolungdom', 'Korttidstillsyn'], ['', 'ALDER_MAX=21']),
  row(
    'D12',
    'LSS 9 § 8',
    [u, u, u, v, e],
    ['Familjehem eller bostad för barn', 'Barns boende utanför hemmet'],
  ),
  row(
    'D13',
    'LSS 9 § 9',
    [e, e, e, h, v, u],
    ['Bostad för vuxna', 'Grupp- och servicebostad, anpassad bostad'],
    ['', 'EGEN_REGI', 'ENDAST_BIFALL'],
  ),
  row(
    'D14',
    'LSS 9 § 8 | LSS 9 § 9 | LSS 16 c §',
    [c, c, v, u, e],
    ['Köp av plats', 'Placering hos annan utförare'],
    ['INOM_RAMAVTAL', 'BELOPP_MAX=1500000', ''],
  ),
  row('D15', 'LSS 9 § 10', [h, h, h, h, f], ['Daglig verksamhet', 'Plats i daglig verksamhet']),
  row('D16', 'LSS 16 §', [e, e, f, h, u], ['Förhandsbesked', 'Besked före flytt']),
  row(
    'D17',
    'LSS 16 a–c §§',
    [f, f, h, e],
    ['Verkställighet i annan kommun', 'Begära hjälp av annan kommun'],
  ),
  row(
    'D18',
    'FL 45–46 §§',
    [h, h, f, e],
    ['Rättidsprövning och överlämnande', 'Överklagande som kom för sent'],
  ),
  row('D19', 'FL 37–39 §§', [h, f, e], ['Omprövning', 'Ändra eget beslut']),
  row(
    'D20',
    'FL 37 § | KL 6 kap. 38 § p 2',
    [e, e, v, c],
    ['Yttrande till domstol', 'Överklaga dom, yttra sig'],
  ),
  row('D21', 'LSS 28 f–g §§', [e, e, h, v], ['Rapport om ej verkställt', 'Ej verkställda beslut till IVO']),
  row('D22', 'LSS 24 f §', [v, v, c, e, u], ['Lex Sarah, anmälan', 'Anmäla allvarligt missförhållande']),
  row('D23', 'SoL 11 kap. 1 §', [h, h, h, f, e], ['Stöd enligt socialtjänstlagen', 'Boendestöd med mera']),
  row(
    'D24',
    'LSS 15 § 6, 8–10',
    [h, h, f],
    ['Anmälan till överförmyndare', 'Anmälan till andra myndigheter'],
  ),
];

/** Matters that the nämnder name and the shared list does not: they stay visible as not mapped. */
export const unmappedMatters: readonly (readonly [text: string, lagrum: string, level: DecisionLevel])[] = [
  ['Avgift för mat i korttidsvistelse', 'LSS 19 §', e],
  ['Utlämnande av allmän handling', 'TF 2 kap.', h],
  ['Habiliteringsersättning', '', v],
  ['Polisanmälan i verksamheten', 'OSL 10 kap. 23–24 §§', e],
  ['Avtal med uppdragstagare', '', f],
];
