/**
 * Every fault of an adapter or a source by its code, in English for errors and
 * logs and in Swedish for the reports that kommun IT reads. `{name}` is filled
 * in with a key, a column or a limit, never with a cell's value.
 */
export const faultTexts = {
  // ── adapter.yaml, profile.yaml ──
  FILE_MISSING: ['The file {file} does not exist.', 'Filen {file} finns inte.'],
  YAML_SYNTAX: ['The YAML cannot be read: {what}.', 'YAML-filen går inte att läsa: {what}.'],
  KEY_UNKNOWN: ['The key {key} is not known here.', 'Nyckeln {key} är inte känd här.'],
  KEY_UNKNOWN_NEAR: [
    'The key {key} is not known here; did you mean {nearest}?',
    'Nyckeln {key} är inte känd här. Menade du {nearest}?',
  ],
  KEY_MISSING: ['The key {key} is missing.', 'Nyckeln {key} saknas.'],
  SETTING_INVALID: ['{key} has the wrong form: {expected}.', '{key} har fel form: {expected}.'],
  SECRET_INLINE: [
    '{key} holds a secret in plain text; write { env: NAME } or { file: PATH }.',
    '{key} innehåller en hemlighet i klartext. Skriv { env: NAMN } eller { file: SÖKVÄG }.',
  ],
  CONNECTOR_UNKNOWN: [
    'There is no connector of the kind given; the kinds are {kinds}.',
    'Det finns ingen koppling av den angivna sorten. Sorterna är {kinds}.',
  ],
  PROFILE_UNKNOWN: [
    'There is no profile {profile}; the profiles are {profiles}.',
    'Det finns ingen profil {profile}. Profilerna är {profiles}.',
  ],
  KOMMUN_UNKNOWN: ['{key} is not the code of a kommun.', '{key} är inte en kommunkod.'],
  SEAT_MISSING: [
    'The kommuner do not hold the seat of the nämnd, the code its id begins with.',
    'Listan kommuner saknar nämndens värdkommun, den kod som nämndens id börjar med.',
  ],
  // ── mapping ──
  FIELD_UNKNOWN: [
    'The record {kind} has no field {field}; did you mean {nearest}?',
    'Posten {kind} har inget fält {field}. Menade du {nearest}?',
  ],
  FIELD_DERIVED: [
    'The field {field} is worked out by the kit and cannot be mapped.',
    'Fältet {field} räknas ut av adaptern och kan inte mappas.',
  ],
  FIELD_UNMAPPED: [
    'The record {kind} needs the field {field}, and nothing is mapped to it.',
    'Posten {kind} behöver fältet {field}, men inget är mappat till det.',
  ],
  COLUMN_UNDECLARED: [
    'The column {column} is not declared under columns; did you mean {nearest}?',
    'Kolumnen {column} är inte deklarerad under columns. Menade du {nearest}?',
  ],
  COLUMN_UNUSED: [
    'The column {column} is declared but used by no record, rule or expression; remove it, so that it is not read.',
    'Kolumnen {column} är deklarerad men används inte. Ta bort den, så att den inte läses.',
  ],
  COLUMN_AMBIGUOUS: [
    'The columns {first} and {second} share a name or alias.',
    'Kolumnerna {first} och {second} delar namn eller alias.',
  ],
  TYPE_UNFIT: [
    'The field {field} takes {wanted}, but the column {column} is declared {given}.',
    'Fältet {field} tar {wanted}, men kolumnen {column} är deklarerad som {given}.',
  ],
  CONSTANT_UNFIT: [
    'The constant of the field {field} is not a value the field takes.',
    'Konstanten för fältet {field} är inte ett värde som fältet tar.',
  ],
  EXPRESSION_INVALID: [
    'The expression of the column {column} cannot be read (position {position}).',
    'Uttrycket för kolumnen {column} går inte att läsa (position {position}).',
  ],
  DELETED_NOT_DELTA: [
    'deleted is for sources with delivery: delta; a complete delivery leaves out what is gone, so use skip.',
    'deleted är till för källor med delivery: delta. En full leverans saknar det som är borta: använd skip.',
  ],
  DELETED_RECORDS: [
    'A row gives several records; name under records which of them it ends: {records}.',
    'En rad ger flera poster. Ange under records vilka av dem som är borta: {records}.',
  ],
  // ── code tables ──
  TABLE_MISSING: [
    'There is no code table codes/{table}.csv, which the column {column} names.',
    'Kodtabellen codes/{table}.csv, som kolumnen {column} anger, finns inte.',
  ],
  TABLE_UNUSED: [
    'No column uses the code table {table}; did you mean {nearest}?',
    'Ingen kolumn använder kodtabellen {table}. Menade du {nearest}?',
  ],
  TABLE_HEADER: ['The first row must be {header}.', 'Första raden ska vara {header}.'],
  TABLE_ROW: [
    'The row cannot be read as CSV with semicolons.',
    'Raden går inte att läsa som CSV med semikolon.',
  ],
  TABLE_CELL_MISSING: ['The column {column} is empty.', 'Kolumnen {column} är tom.'],
  TABLE_DATE: [
    'The column galler_fran is not a date YYYY-MM-DD.',
    'Kolumnen galler_fran är inte ett datum ÅÅÅÅ-MM-DD.',
  ],
  TABLE_DUPLICATE: [
    'The same local text stands on row {row} too, valid from the same day.',
    'Samma lokala text står också på rad {row}, med samma dag i galler_fran.',
  ],
  TABLE_TARGET: ['The shared code is not one of {codes}.', 'Den gemensamma koden är inte någon av {codes}.'],
  ENCODING_UTF8: [
    'The file is not UTF-8; save it as "CSV UTF-8".',
    'Filen är inte UTF-8. Spara den som "CSV UTF-8".',
  ],
  // ── the source ──
  SOURCE_MISSING: ['The file {file} is not in the folder.', 'Filen {file} finns inte i mappen.'],
  SOURCE_UNREADABLE: ['The file cannot be opened ({reason}).', 'Filen går inte att öppna ({reason}).'],
  SOURCE_EMPTY: ['The file is empty.', 'Filen är tom.'],
  SOURCE_CHANGED: [
    'The file changed while it was read; read it again when it is whole.',
    'Filen ändrades medan den lästes. Läs om när den är färdig.',
  ],
  SOURCE_EXCEL: [
    'The file is an Excel workbook, not text; save it as CSV, or read it with the connector of the kind excel.',
    'Filen är en Excel-arbetsbok, inte text. Spara den som CSV, eller läs den med kopplingen excel.',
  ],
  SOURCE_BINARY: ['The file is not text; export it as CSV.', 'Filen är inte text. Exportera den som CSV.'],
  SOURCE_ENCODING: [
    'The file is not written in {encoding}; correct the export or the setting encoding.',
    'Filen är inte skriven i {encoding}. Rätta exporten eller inställningen encoding.',
  ],
  SOURCE_MOJIBAKE: [
    'Row {row}, column {column}: letters were broken by a wrong encoding before the file came here; export it again.',
    'Rad {row}, kolumn {column}: tecken är förstörda av fel teckenkodning redan i exporten. Exportera om filen.',
  ],
  SOURCE_HEADER_MISSING: [
    'No header row was found among the first {rows} rows: none holds the columns of the mapping.',
    'Ingen rubrikrad hittades bland de första {rows} raderna: ingen av dem har mappningens kolumner.',
  ],
  SOURCE_COLUMN_MISSING: ['The column {column} is missing.', 'Kolumnen {column} saknas.'],
  SOURCE_COLUMN_MISSING_NEAR: [
    'The column {column} is missing; the nearest header is {nearest}, which can be given as an alias.',
    'Kolumnen {column} saknas. Närmaste rubrik är {nearest}; ange den som alias om det är samma uppgift.',
  ],
  SOURCE_COLUMN_TWICE: [
    'The column {column} stands twice in the header; one must go.',
    'Kolumnen {column} finns två gånger i rubrikraden. En av dem måste bort.',
  ],
  SOURCE_QUOTE_OPEN: [
    'A quotation mark opened after row {row} is not closed.',
    'Ett citattecken som öppnas efter rad {row} stängs aldrig.',
  ],
  SOURCE_UNPARSABLE: [
    'The file cannot be read as CSV after row {row}.',
    'Filen går inte att läsa som CSV efter rad {row}.',
  ],
  SOURCE_NOT_XLSX: [
    'The file is not an Excel workbook but {what}; open it in Excel and save it as an Excel workbook (.xlsx).',
    'Filen är ingen Excel-arbetsbok utan {what}. Öppna den i Excel och spara den som Excel-arbetsbok (.xlsx).',
  ],
  SOURCE_PROTECTED: [
    'The workbook is protected by a password; save it without one.',
    'Arbetsboken är skyddad med lösenord. Spara den utan lösenord.',
  ],
  SOURCE_BROKEN: [
    'The workbook is damaged ({part}); export it again.',
    'Arbetsboken är skadad ({part}). Exportera om den.',
  ],
  SOURCE_SHEET_MISSING: [
    'The workbook has no sheet {sheet}; the nearest is {nearest}.',
    'Arbetsboken har inget blad {sheet}. Närmast är {nearest}.',
  ],
  SOURCE_FILES_MANY: [
    'There are {count} workbooks in the folder; name the one to read with file.',
    'Mappen innehåller {count} arbetsböcker. Ange med file vilken som ska läsas.',
  ],
} as const satisfies Record<string, readonly [english: string, swedish: string]>;

export type AdapterFaultCode = keyof typeof faultTexts;
