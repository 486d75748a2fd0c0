/** Who acts on an error, and so what kind of answer it becomes. */
export type ErrorAudience = 'operator' | 'data-owner' | 'client' | 'us';

interface ErrorEntry {
  readonly audience: ErrorAudience;
  /** One English sentence: what happened. */
  readonly description: string;
  /** What the one who meets the code should do. */
  readonly remedy: string;
  /** The same for Swedish readers. */
  readonly swedish: string;
}

const entry = (audience: ErrorAudience, description: string, remedy: string, swedish: string): ErrorEntry =>
  Object.freeze({ audience, description, remedy, swedish });

/**
 * Every code that leaves the hub, with its meaning and remedy.
 *
 * The set is closed: an error without a code from here becomes INTERNAL at the
 * border. The table in `schema/errors.md` is printed from this declaration.
 */
export const errorCodes = {
  // ── the caller ──
  UNAUTHENTICATED: entry(
    'client',
    'No valid token came with the request.',
    'Send "Authorization: Bearer <token>"; get a development token with "npx kommunhub token --role R".',
    'Giltig inloggning saknas. Skicka med en giltig token.',
  ),
  FORBIDDEN: entry(
    'client',
    'The role of the caller may not read or do this.',
    'Use a role that has the right, or ask the nämnd for an uppdrag.',
    'Din roll har inte rätt till uppgiften. Be nämnden om ett uppdrag om du behöver den.',
  ),
  PURPOSE_REQUIRED: entry(
    'client',
    'Person-level data are read for a stated purpose, and the request has none that the role allows.',
    'Use a token with the purpose, or send the header "kommunhub-purpose" with one the token holds.',
    'Ändamål saknas eller är inte tillåtet för rollen. Ange ändamålet för läsningen.',
  ),
  BAD_INPUT: entry(
    'client',
    'An argument or variable has a value that cannot be used.',
    'Correct the argument named by the path; the value itself is never repeated.',
    'Ett värde i frågan går inte att använda. Rätta argumentet som anges.',
  ),
  NOT_FOUND: entry(
    'client',
    'Nothing that the caller may see has this id.',
    'Check the id; what the caller may not see is answered as not found.',
    'Uppgiften finns inte eller är inte synlig för dig.',
  ),
  OCTOBER_STATE: entry(
    'client',
    'The October report does not stand where this can be done with it.',
    'Read the report again; the message says what hinders.',
    'Oktoberrapporten står inte så att detta går att göra. Läs om rapporten och se dess godkännande.',
  ),
  OCTOBER_FAULTS: entry(
    'client',
    'The October report has faults that are neither mended nor accepted.',
    'Mend what the faults name in the case system and deliver again, or accept them by their codes.',
    'Oktoberrapporten har fel som varken är rättade eller godtagna. Rätta i verksamhetssystemet eller godta dem med sin kod.',
  ),
  CLAIM_STATE: entry(
    'client',
    'The sjuklön claim does not stand where this can be done with it.',
    'Read the claim again; the message names the states from which the action can be done.',
    'Sjuklöneärendet står inte så att detta går att göra. Läs om ärendet och se dess status.',
  ),
  MANDATE_MISSING: entry(
    'client',
    'The delegation order of the kommun does not let the caller take this decision.',
    'Hand the decision to the level that the message names.',
    'Du har inte rätt att fatta beslutet enligt kommunens delegationsordning. Lämna det till nivån som anges.',
  ),
  IDEMPOTENCY_CONFLICT: entry(
    'client',
    'The idempotency key has been used for other content.',
    'Use a new key for a new claim; the same key again only for the same content.',
    'Nyckeln har redan använts för ett annat innehåll. Ta en ny nyckel för ett nytt ärende.',
  ),
  CURSOR_INVALID: entry(
    'client',
    'The cursor was not made by this hub for this list.',
    'Start the list over without "after".',
    'Sidmarkören är ogiltig. Börja om från första sidan.',
  ),
  RATE_LIMITED: entry(
    'client',
    'More was asked in a minute than the caller, the key or the address may.',
    'Wait the seconds of the header Retry-After, then ask again.',
    'För många frågor på kort tid. Vänta en stund och försök igen.',
  ),
  REQUEST_TOO_LARGE: entry(
    'client',
    'The body of the request is larger than allowed.',
    'Send less in one request.',
    'Anropet är för stort. Dela upp det.',
  ),
  NOT_SUPPORTED: entry(
    'client',
    'The question is understood, but this door does not answer such questions.',
    'Leave out what the message names; the page of the door tells what it answers.',
    'Frågan är begriplig men besvaras inte här. Ta bort den del som anges.',
  ),
  NOT_ACCEPTABLE: entry(
    'client',
    'The answer exists in no form that the request accepts.',
    'Accept one of the forms that the message names.',
    'Svaret finns inte i någon form som anropet godtar. Begär en av de former som anges.',
  ),
  GRAPHQL_INVALID: entry(
    'client',
    'The document does not parse or does not fit the schema.',
    'Correct the document at the place given.',
    'Frågan går inte att tolka mot schemat. Rätta den på angiven plats.',
  ),
  AUDIT_UNAVAILABLE: entry(
    'operator',
    'The read could not be logged and was therefore refused.',
    'See that the audit tables can be written, then ask again.',
    'Läsningen kunde inte loggas och har därför stoppats. Försök igen eller kontakta driften.',
  ),
  // ── execution ──
  PLAN_REFUSED: entry(
    'client',
    'The operation cannot be planned over the subgraphs.',
    'Simplify the operation, or report it with its text.',
    'Frågan kan inte utföras i sin nuvarande form. Förenkla den.',
  ),
  PLAN_ABORTED: entry(
    'us',
    'Planning of this operation ended abnormally; nothing else was affected.',
    'Simplify the operation, and report it with its text.',
    'Frågan kunde inte planeras. Förenkla den och anmäl felet.',
  ),
  PLAN_TIMEOUT: entry(
    'client',
    'Planning of this operation took longer than allowed.',
    'Ask for less in one operation.',
    'Frågan tog för lång tid att planera. Dela upp den.',
  ),
  OPERATION_TOO_DEEP: entry(
    'client',
    'The operation is nested deeper than allowed.',
    'Ask for fewer levels.',
    'Frågan är för djup. Be om färre nivåer.',
  ),
  OPERATION_TOO_WIDE: entry(
    'client',
    'The operation has more fields, aliases or fragment spreads than allowed.',
    'Split the operation.',
    'Frågan är för bred. Dela upp den.',
  ),
  OPERATION_TOO_COSTLY: entry(
    'client',
    'The operation may answer more than allowed.',
    'Ask for a smaller page with "first".',
    'Frågan kan ge ett för stort svar. Be om en mindre sida.',
  ),
  OPERATION_CANCELLED: entry(
    'client',
    'The caller left before the answer was ready.',
    'Ask again.',
    'Frågan avbröts innan svaret var klart.',
  ),
  OPERATION_TIMEOUT: entry(
    'client',
    'Answering the operation took longer than allowed.',
    'Ask for less in one operation.',
    'Frågan tog för lång tid att besvara. Be om mindre åt gången.',
  ),
  OPERATION_NOT_REGISTERED: entry(
    'client',
    'Only registered operations are answered here, and this one is not.',
    'Register it with "npx kommunhub operations register".',
    'Endast registrerade frågor besvaras här.',
  ),
  NAME_REFUSED: entry(
    'client',
    'An alias or variable has a name that is refused for safety.',
    'Choose another name.',
    'Namnet är inte tillåtet som alias eller variabel.',
  ),
  SUBGRAPH_UNAVAILABLE: entry(
    'operator',
    'A part of the hub did not answer; its fields are null.',
    'Ask again later; "doctor" tells which part is down.',
    'En del av hubben svarar inte. Dess uppgifter saknas i svaret.',
  ),
  SUBGRAPH_TIMEOUT: entry(
    'operator',
    'A part of the hub did not answer in time; its fields are null.',
    'Ask again later or for less.',
    'En del av hubben svarade inte i tid. Dess uppgifter saknas i svaret.',
  ),
  SUBGRAPH_INVALID_ANSWER: entry(
    'us',
    'A part of the hub answered something that does not fit its schema.',
    'Report it with the operation.',
    'En del av hubben gav ett felaktigt svar. Anmäl felet.',
  ),
  INTERNAL: entry(
    'us',
    'Something unexpected happened; it is logged under the id given.',
    'Report the id.',
    'Ett oväntat fel inträffade. Anmäl felets id.',
  ),
  // ── start and surroundings ──
  CONFIG_INVALID: entry(
    'operator',
    'A setting is missing or has a value that cannot be used.',
    'Correct the settings named; all of them are listed.',
    'En inställning saknas eller är fel. Rätta de inställningar som anges.',
  ),
  PORT_TAKEN: entry(
    'operator',
    'Another program listens on the port.',
    'Stop it, or choose another port with "-- --port N".',
    'Porten används av ett annat program. Välj en annan port.',
  ),
  DATA_DIR_FOREIGN: entry(
    'operator',
    'The data directory holds something that kommunhub did not make.',
    'Choose an empty directory with KOMMUNHUB_DATA_DIR.',
    'Datakatalogen innehåller annat än kommunhubs data. Välj en tom katalog.',
  ),
  DATA_DIR_NEWER: entry(
    'operator',
    'The data were written by a newer kommunhub.',
    'Start the newer version, or choose another data directory.',
    'Datat är skrivet av en nyare version. Starta den versionen.',
  ),
  DATA_DIR_IN_USE: entry(
    'operator',
    'Another kommunhub runs on this data directory.',
    'Stop it first, or choose another data directory.',
    'En annan kommunhub använder datakatalogen. Stoppa den först.',
  ),
  DISK_FULL: entry(
    'operator',
    'There is no room left on the disk of the data directory.',
    'Make room, then start again; what was stored is kept.',
    'Disken är full. Frigör utrymme och starta igen.',
  ),
  DATABASE_UNAVAILABLE: entry(
    'operator',
    'The database could not be started or reached.',
    'See the reason given; "npx kommunhub doctor" checks the surroundings.',
    'Databasen kan inte startas eller nås. Se orsaken som anges.',
  ),
  // ── sources ──
  ADAPTER_INVALID: entry(
    'operator',
    'The adapter folder has faults.',
    'Correct the places listed, then run "npx kommunhub adapter check".',
    'Adaptern har fel. Rätta de ställen som anges.',
  ),
  SOURCE_UNAVAILABLE: entry(
    'operator',
    'The source cannot be reached.',
    'See that the file or server is there; the run is tried again later.',
    'Källan kan inte nås. Kontrollera att filen eller servern finns.',
  ),
  SOURCE_REFUSED: entry(
    'operator',
    'The source answers, but its form is not what the mapping says.',
    'Correct the mapping or the export; nothing was written.',
    'Källan har inte den form som mappningen anger. Inget har skrivits.',
  ),
  SYNC_RUNNING: entry(
    'operator',
    'A run of this source is already under way.',
    'Wait for it to end.',
    'En läsning av källan pågår redan. Vänta tills den är klar.',
  ),
  SYNC_CUT_OFF: entry(
    'operator',
    'The run was cut off, by a stop of the hub or the loss of its database; nothing of it was kept.',
    'Nothing: the source is read again from the beginning.',
    'Läsningen bröts och inget av den har sparats. Källan läses om från början.',
  ),
  SYNC_CANCELLED: entry(
    'operator',
    'The run was cancelled before it was merged; nothing was changed.',
    'Start it again when it suits.',
    'Läsningen avbröts innan något ändrats. Starta den igen när det passar.',
  ),
  SYNC_HELD: entry(
    'operator',
    'The delivery would remove unusually much and was held; nothing was changed.',
    'Look at the delivery; accept it with "npx kommunhub adapter sync SOURCE --accept RUN" if it is right.',
    'Leveransen skulle ta bort ovanligt mycket och har stoppats. Granska den och godkänn den om den är riktig.',
  ),
  FILE_INVALID: entry(
    'data-owner',
    'The file cannot be read in the form it should have.',
    'Correct the places listed and deliver the file again; nothing was written.',
    'Filen kan inte läsas. Rätta de ställen som anges. Inget har skrivits.',
  ),
  // ── statistics ──
  RELEASE_UNSAFE: entry(
    'operator',
    'The release was not stored: from its figures somebody could work out a small one.',
    'Report it with the table and the period; nothing was told, and earlier releases stand.',
    'Släppet har inte sparats, eftersom små tal skulle kunna räknas fram ur det. Anmäl det med tabell och period.',
  ),
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCodes;
