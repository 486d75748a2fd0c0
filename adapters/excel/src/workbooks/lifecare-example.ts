import writeWorkbook, { type Cell } from 'write-excel-file/node';

const day = (text: string | null): Cell =>
  text === null ? null : { value: new Date(`${text}T00:00:00Z`), format: 'yyyy-mm-dd' };
const title = (value: string): Cell[] => [{ value, fontWeight: 'bold', fontSize: 14 }];
const merged = (value: string, rowSpan: number): Cell => ({ value, rowSpan });

/**
 * The example workbook of the profile `lifecare`, with what reports have in
 * them: titles, merged cells, totals, dates as numbers, a kommun code that has
 * lost its zero. All persons are invented; the numbers are official examples.
 */
export function writeLifecareExample(): Promise<Buffer> {
  return writeWorkbook([
    { sheet: 'Om rapporten', data: [title('LSS, samtliga pågående'), ['Uttag 2026-10-01 ur Lifecare']] },
    { sheet: 'Personer', data: persons },
    { sheet: 'Utredningar', data: investigations },
    { sheet: 'Beslut LSS', data: decisions },
    { sheet: 'Beslut SoL', data: [title('Beslut enligt SoL'), [], decisionHeader, ...solDecisions] },
    { sheet: 'Uppföljningar', data: followUps },
    { sheet: 'Avbrott', data: interruptions },
  ]).toBuffer();
}

const persons: Cell[][] = [
  title('Personer med LSS-insats'),
  ['Urval: samtliga, 2026-10-01'],
  [],
  ['PersonId', 'Namn', 'Kön', 'Skyddad', 'Personkrets 1', 'Personkrets 2', 'Personkrets 3', 'Kommun'],
  [198112189876, 'Åsa Påhittad', 'Kvinna', false, 'X', null, null, 781],
  ['670919-9530', 'Örjan Exempelsson', 'Man', false, null, 'X', null, 781],
  ['19640823-3234', null, 'Man', true, null, null, 'X', '0781'],
  ['701063-2391', 'Ärla Fiktiv', 'Man', false, null, null, 'X', 781],
  [],
  ['Summa', 4],
];

const investigations: Cell[][] = [
  title('Utredningar per ärende'),
  [
    'ÄrendeId',
    'PersonId',
    'Lag',
    'Status',
    'Öppnad',
    'Avslutad',
    'Handläggare',
    'UtredningsId',
    'Utredningstyp',
    'Ansökan inkom',
    'Inledd',
    'Utredning avslutad',
    'Kommun',
  ],
  [
    merged('2024/17', 2),
    { value: 198112189876, rowSpan: 2 },
    merged('LSS', 2),
    merged('Verkställd', 2),
    { value: new Date('2024-01-15T00:00:00Z'), format: 'yyyy-mm-dd', rowSpan: 2 },
    null,
    merged('Hanna Handlagd', 2),
    5001,
    'LSS personlig assistans',
    day('2024-01-10'),
    day('2024-01-15'),
    day('2024-03-01'),
    { value: 781, rowSpan: 2 },
  ],
  [
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    5002,
    'LSS övriga insatser',
    day('2025-02-03'),
    day('2025-02-04'),
    day('2025-03-20'),
  ],
  caseRow(['2023/8', '670919-9530', 'LSS', 'Verkställd', '2023-05-02', null, 'Första Larsson'], 5003),
  caseRow(['2025/90', '19640823-3234', 'SoL', 'Pågående utredning', '2025-09-01', null, null], null),
  caseRow(['2025/4', '701063-2391', 'HSL', 'Pågående', '2025-03-03', null, null], null),
  ['Summa', null, null, null, null, null, null, 3],
];

type Case = readonly [
  id: string,
  person: string,
  law: string,
  status: string,
  opened: string,
  closed: string | null,
  handlaggare: string | null,
];

function caseRow(
  [id, person, law, status, opened, closed, handlaggare]: Case,
  number: number | null,
): Cell[] {
  const investigation: Cell[] =
    number === null
      ? [null, null, null, null, null]
      : [number, 'LSS övriga insatser', day('2023-05-01'), day('2023-05-02'), day('2023-06-30')];
  return [id, person, law, status, day(opened), day(closed), handlaggare, ...investigation, 781];
}

const decisionHeader: Cell[] = [
  'BeslutsId',
  'ÄrendeId',
  'Insats',
  'Form',
  'Beslut',
  'Beslutsdatum',
  'Från',
  'Till',
  'Beslutsnivå',
  'Beslutsfattare',
  'Timmar',
  'Timtyp',
  'Belopp',
  'Beloppstyp',
  'Utförare',
  'Regi',
  'Verkställd från',
  'Verkställd till',
  'Kommun',
];

type Decision = readonly [
  id: number,
  caseId: string,
  insats: string,
  form: string | null,
  outcome: string,
  dates: readonly [decided: string, from: string | null, to: string | null],
  amount: readonly Cell[],
  provider: readonly [name: string, regi: string, from: string | null] | null,
];

function decisionRow([id, caseId, insats, form, outcome, dates, amount, provider]: Decision): Cell[] {
  const [decided, from, to] = dates;
  const [name, regi, started] = provider ?? [null, null, null];
  const dated = [day(decided), day(from), day(to)];
  const decidedBy = ['Tjänsteman', 'Hanna Handlagd'];
  return [
    id,
    caseId,
    insats,
    form,
    outcome,
    ...dated,
    ...decidedBy,
    ...amount,
    name,
    regi,
    day(started),
    null,
    781,
  ];
}

const none: readonly Cell[] = [null, null, null, null];

const decisions: Cell[][] = [
  title('Beslut enligt LSS'),
  [],
  decisionHeader,
  ...(
    [
      [
        9001,
        '2024/17',
        'LSS Personlig assistans 9 § 2',
        'Utförd av kommunen',
        'Beviljas',
        ['2024-03-01', '2024-03-01', '2026-02-28'],
        [37.5, 'timmar per vecka', null, null],
        ['Assistansen', 'Egen regi', '2024-03-15'],
      ],
      [
        9002,
        '2024/17',
        'LSS Ledsagarservice 9 § 3',
        null,
        'Beviljas delvis',
        ['2025-03-20', '2025-04-01', '9999-12-31'],
        [10, 'timmar per månad', null, null],
        ['Ledsagarna AB', 'LOV', null],
      ],
      [
        9003,
        '2023/8',
        'LSS Personlig assistans 9 § 2',
        'Ersättning ordinarie assistents sjukdom',
        'Beviljas',
        ['2023-06-30', '2023-06-01', '2023-06-14'],
        [null, null, 3179.31, 'kronor'],
        null,
      ],
      [9004, '2023/8', 'LSS Kontaktperson 9 § 4', null, 'Avslås', ['2023-06-30', null, null], none, null],
      [9005, '2023/8', 'LSS Kontaktperson 9 § 4', null, 'Makulerad', ['2023-06-01', null, null], none, null],
    ] satisfies Decision[]
  ).map(decisionRow),
  ['Summa', 5, null, null, null, null, null, null, null, null, 47.5],
];

const solDecisions: Cell[][] = (
  [
    [
      9101,
      '2025/90',
      'Boendestöd SoL',
      null,
      'Beviljas',
      ['2025-10-01', '2025-10-01', '2026-09-30'],
      [6, 'timmar per vecka', null, null],
      ['Boendestödet', 'Egen regi', '2025-10-06'],
    ],
  ] satisfies Decision[]
).map(decisionRow);

const followUps: Cell[][] = [
  title('Uppföljningar'),
  [],
  ['UppföljningsId', 'BeslutsId', 'Uppföljningstyp', 'Planerad', 'Utförd', 'Resultat', 'Kommun'],
  [1, 9001, 'Årlig', day('2025-03-01'), day('2025-03-12'), 'Oförändrat', 781],
  [2, 9001, 'Inför omprövning', day('2026-01-15'), null, null, 781],
  ['Summa', 2],
];

const interruptions: Cell[][] = [
  title('Avbrott i verkställighet'),
  [],
  ['AvbrottsId', 'BeslutsId', 'Avbrott från', 'Avbrott till', 'Avbrottsorsak', 'Kommun'],
  [1, 9001, day('2025-08-01'), day('2025-08-20'), 'Sjukhusvistelse', 781],
];
