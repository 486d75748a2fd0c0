/** `ERROR` stops an approval unless it is accepted by its code; the others inform. */
export type OctoberSeverity = 'ERROR' | 'WARNING' | 'INFO';

interface CheckEntry {
  readonly severity: OctoberSeverity;
  /** What was found, in a sentence for people. */
  readonly text: string;
  readonly remedy: string;
}

const check = (severity: OctoberSeverity, text: string, remedy: string): CheckEntry =>
  Object.freeze({ severity, text, remedy });

/** The quality checks before sending, with what each means and what to do. */
export const octoberChecks = {
  INGA_RADER: check(
    'ERROR',
    'Rapporten har ingen rad.',
    'Kontrollera att nämndens källor är inlästa; godkänn koden om ingen har insatser.',
  ),
  REFERENSDAG_EJ_PASSERAD: check(
    'ERROR',
    'Uppgifterna är från tiden före 1 oktober.',
    'Läs in källorna den 1 oktober eller senare och gör om rapporten.',
  ),
  NUMMER_SAKNAS: check(
    'ERROR',
    'Personnummer saknas.',
    'Lägg in personnummer, samordningsnummer eller reservnummer i verksamhetssystemet.',
  ),
  RESERVNUMMER: check(
    'WARNING',
    'Personen rapporteras med reservnummer.',
    'Byt till personnummer om ett sådant finns; använd annars samma reservnummer varje år.',
  ),
  DUBBLETT: check(
    'WARNING',
    'Samma nummer finns på flera personer i registret; raderna är sammanförda till en.',
    'Slå ihop personerna i verksamhetssystemet.',
  ),
  DUBBLETT_OLIKA: check(
    'ERROR',
    'Samma nummer finns på flera personer med olika personkrets.',
    'Rätta personkretsen i verksamhetssystemet.',
  ),
  PERSONKRETS_SAKNAS: check(
    'ERROR',
    'Personkrets saknas eller är okänd.',
    'Lägg in bedömd personkrets (LSS 1 §) i verksamhetssystemet.',
  ),
  PERSONKRETS_3_DAGLIG_VERKSAMHET: check(
    'ERROR',
    'Daglig verksamhet för en person i personkrets 3.',
    'Daglig verksamhet ges bara personkrets 1 och 2 (LSS 7 §): rätta personkrets eller insats.',
  ),
  BARN_I_VUXENBOENDE: check(
    'WARNING',
    'Bostad för vuxna (9 § 9) för ett barn.',
    'Kontrollera insatsen: barn får bostad enligt 9 § 8.',
  ),
  VUXEN_I_BARNBOENDE: check(
    'WARNING',
    'Bostad för barn och ungdomar (9 § 8) för en vuxen.',
    'Kontrollera om beslutet ska avse 9 § 9.',
  ),
  BARN_OCH_VUXENBOENDE: check(
    'ERROR',
    'Bostad både för barn (9 § 8) och för vuxna (9 § 9).',
    'Avsluta den verkställighet som har upphört.',
  ),
  BOENDEFORM_SAKNAS: check(
    'ERROR',
    'Bostadens form är inte registrerad; raden räknar den som bostad med särskild service.',
    'Ange form i verksamhetssystemet, eller komplettera kodtabellen för former.',
  ),
  BOENDEKOMMUN_EGEN: check(
    'INFO',
    'Den egna kommunen är angiven som boendekommun; fältet lämnas tomt.',
    'Ingen åtgärd krävs.',
  ),
  BOENDEKOMMUN_FLERA: check(
    'ERROR',
    'Personen har bostad i flera andra kommuner; raden har den lägsta koden.',
    'Avsluta den verkställighet som har upphört.',
  ),
  ALDER_OVER_GRANS: check(
    'WARNING',
    'Personen är äldre än 110 år.',
    'Kontrollera numret och att insatsen fortfarande ges.',
  ),
  AVLIDEN: check('ERROR', 'Personen avled före 1 oktober.', 'Avsluta insatserna i verksamhetssystemet.'),
  BESLUT_UTGATT: check(
    'WARNING',
    'Insatsen verkställs fast beslutet har gått ut; den räknas inte.',
    'Fatta nytt beslut eller avsluta verkställigheten; rätta slutdatum om beslutet gäller.',
  ),
  UTAN_BESLUT: check(
    'WARNING',
    'Insatsen verkställs utan gynnande beslut som gäller 1 oktober; den räknas inte.',
    'Rätta beslutets utfall och giltighet, eller avsluta verkställigheten.',
  ),
  EJ_VERKSTALLT: check(
    'INFO',
    'Gynnande beslut utan påbörjad verkställighet; insatsen räknas inte.',
    'Registrera verkställigheten om insatsen ges.',
  ),
  AVBROTT: check(
    'INFO',
    'Verkställigheten hade avbrott 1 oktober.',
    'Kontrollera avbrottet; inställningen för avbrott styr om insatsen räknas.',
  ),
  FORANDRING: check(
    'WARNING',
    'Antalet med insatsen har ändrats mer än gränsen sedan förra året.',
    'Kontrollera att alla ärenden är inlästa och att koder inte har bytts.',
  ),
  FORRA_ARET_SAKNAS: check(
    'INFO',
    'Förra årets antal är inte känt; förändringen går inte att bedöma.',
    'Jämför med förra årets inlämnade uppgifter.',
  ),
} as const satisfies Readonly<Record<string, CheckEntry>>;
export type OctoberCheckCode = keyof typeof octoberChecks;
