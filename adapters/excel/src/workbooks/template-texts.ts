/** What a template tells whoever fills it in. */
export interface TemplateText {
  readonly profile: string;
  readonly title: string;
  /** Lines before and after the list of the columns that must be filled. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const shared = [
  'Celler med pil väljs ur en lista. Listorna finns på bladet Listor; andra texter läses in som okända.',
  'Ändra inte rubrikerna. Kolumner får flyttas, och egna kolumner får läggas till: de läses inte.',
];

/** The template for a kommun that keeps its cases in Excel. */
export const caseTemplate: TemplateText = {
  profile: 'hub-excel',
  title: 'kommunhub: uppgifter om LSS',
  before: [
    'Fyll i ett blad i taget: Personer, Ärenden, Beslut. En rad per person, per ärende och per beslut.',
    'Har ett ärende flera utredningar: en rad per utredning, med samma ärendeuppgifter på varje rad.',
    'Har ett beslut två utförare: en rad per utförare, med samma Beslutsid och samma beslutsuppgifter.',
    'Bladen Uppföljningar och Avbrott fylls i av den som för dem; annars lämnas de tomma.',
  ],
  after: [
    'Personid, Ärendeid och Beslutsid väljer ni själva. De måste vara unika och får aldrig ändras eller återanvändas.',
    'Det gäller också Uppföljningsid och Avbrottsid. Ett avbrott har samma Beslutsid och Utförare som på bladet Beslut.',
    'Använd inte personnummer som id. Personnummer skrivs ÅÅÅÅMMDD-NNNN; saknas det lämnas cellen tom.',
    'Datum skrivs ÅÅÅÅ-MM-DD. Ett beslut som gäller tills vidare har inget datum i Gäller till.',
    ...shared,
    'Lagrum behövs inte: det följer av insatsen. Handläggare och Beslutsfattare är samma signatur överallt.',
    'Rätta på raden när något ändras. Ta bort en rad bara om den aldrig skulle ha funnits; avsluta annars med datum.',
    'Skriv inga fritexter om personer. Skyddade personuppgifter anges i sin kolumn, och namnet lämnas då tomt.',
  ],
};

/** The template for a kommun that delivers counts only. */
export const countTemplate: TemplateText = {
  profile: 'hub-excel-antal',
  title: 'kommunhub: antal insatser',
  before: [
    'Fyll i bladet Antal: en rad för varje räknedag, insats och handläggare, med antalet insatser som då pågick.',
    'Ska antalen inte delas på handläggare lämnas Handläggare tom, och det blir en rad per räknedag och insats.',
    'Skriv aldrig uppgifter om personer här: varken namn, nummer eller anmärkningar.',
  ],
  after: [
    'Räknedag skrivs ÅÅÅÅ-MM-DD och är samma dag på alla rader från samma räkning, till exempel 2026-10-01.',
    'Antal är ett helt tal. En insats som ingen har kan utelämnas eller skrivas med 0.',
    'Handläggare är en signatur som ni väljer och sedan inte ändrar.',
    ...shared,
    'Låt äldre räknedagar stå kvar och lägg nya rader under: så kan antalen jämföras över tid.',
  ],
};
