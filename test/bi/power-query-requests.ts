/**
 * Requests as Power Query sends them (Excel, Power BI: `OData.Feed` with
 * `Implementation="2.0"`), in the order of an analyst's day.
 *
 * Headers: as a server logged them (NLstn/go-odata, issue 874). Addresses:
 * Microsoft Learn, "Query diagnostics: folding" (`$filter` unescaped,
 * `$select` with %2C), "TripPin part 10: basic query folding" (`$top`, `$skip`,
 * `$count`, `$orderby`), and microsoft/DataConnectors, issue 107.
 */
export const powerQueryHeaders = {
  accept:
    'application/json;odata.metadata=minimal;q=1.0,application/json;odata=minimalmetadata;q=0.9,application/atomsvc+xml;q=0.8,application/atom+xml;q=0.8,application/xml;q=0.7,text/plain;q=0.7',
  'accept-encoding': 'gzip, deflate',
  'odata-maxversion': '4.0',
  maxdataserviceversion: '3.0',
  'user-agent': 'Microsoft.Data.Mashup (https://go.microsoft.com/fwlink/?LinkID=304225)',
} as const;

export interface PowerQueryRequest {
  /** What the analyst does. */
  readonly step: string;
  /** The address after the service root, as it stands in the request line. */
  readonly path: string;
  /** How many rows the released table has for it; left out where the answer is no list. */
  readonly rows?: (row: Readonly<Record<string, unknown>>) => boolean;
  readonly atMost?: number;
}

const all = () => true;
const figure = (value: unknown): number => (value === null ? Number.NaN : Number(value));

export const powerQueryRequests: readonly PowerQueryRequest[] = [
  { step: 'gives the address of the service', path: '' },
  { step: 'is shown the tables', path: '$metadata' },
  { step: 'looks at a preview', path: 'insatser?$top=1000', rows: all, atMost: 1_000 },
  { step: 'looks at a short preview', path: 'insatser?$top=200', rows: all, atMost: 200 },
  { step: 'gives the address of one table', path: 'insatser', rows: all },
  { step: 'counts rows', path: 'insatser/$count' },
  {
    step: 'keeps one period',
    path: "insatser?$filter=period%20eq%20'2025'",
    rows: ({ period }) => period === '2025',
  },
  {
    step: 'keeps one kommun and the years from 2024',
    path: "insatser?$filter=platskod%20eq%20'2080'%20and%20period%20ge%20'2024'",
    rows: ({ platskod, period }) => platskod === '2080' && String(period) >= '2024',
  },
  {
    step: 'keeps one kommun and two columns',
    path: "insatser?$filter=plats eq 'Falun'&$select=period%2Cantal".replaceAll(' ', '%20'),
    rows: ({ plats }) => plats === 'Falun',
  },
  {
    step: 'picks two of a list',
    path: "insatser?$filter=kon%20eq%20'KVINNA'%20or%20kon%20eq%20'MAN'&$top=1000",
    rows: ({ kon }) => kon === 'KVINNA' || kon === 'MAN',
    atMost: 1_000,
  },
  {
    step: 'takes one of a list away',
    path: "insatser?$filter=platsniva%20ne%20'ALLA'",
    rows: ({ platsniva }) => platsniva !== 'ALLA',
  },
  {
    step: 'keeps a range of figures',
    path: 'insatser?$filter=antal%20ge%20100%20and%20antal%20lt%20200',
    rows: ({ antal }) => figure(antal) >= 100 && figure(antal) < 200,
  },
  {
    step: 'takes what is empty away',
    path: 'insatser?$filter=antal%20ne%20null',
    rows: ({ antal }) => antal !== null,
  },
  {
    step: 'keeps what is empty',
    path: 'insatser?$filter=antal%20eq%20null&$top=1000',
    rows: ({ antal }) => antal === null,
    atMost: 1_000,
  },
  {
    step: 'filters on true and false',
    path: 'insatser?$filter=undertryckt%20eq%20false%20and%20fullstandig',
    rows: ({ undertryckt, fullstandig }) => undertryckt === false && fullstandig === true,
  },
  {
    step: 'filters on a day',
    path: 'insatser?$filter=slappt%20ge%202026-10-01%20and%20slappt%20lt%202026-11-01',
    rows: ({ slappt }) => String(slappt) >= '2026-10-01' && String(slappt) < '2026-11-01',
  },
  {
    step: 'filters on the beginning of a text',
    path: "insatser?$filter=startswith(plats%2C'Fal')",
    rows: ({ plats }) => String(plats).startsWith('Fal'),
  },
  {
    step: 'filters on a part of a text, with quotes in it and letters beyond ASCII',
    path: "insatser?$filter=contains(plats%2C'%22%C3%85%22')",
    rows: ({ plats }) => String(plats).includes('"Å"'),
  },
  {
    step: 'turns a filter round',
    path: "insatser?$filter=not%20(startswith(plats%2C'Fal')%20or%20endswith(plats%2C'n'))",
    rows: ({ plats }) => !(String(plats).startsWith('Fal') || String(plats).endsWith('n')),
  },
  {
    step: 'sorts',
    path: 'insatser?$orderby=antal%20desc%2Cplats&$top=1000',
    rows: all,
    atMost: 1_000,
  },
  {
    step: 'keeps rows 101 to 200 of a sorted table',
    path: 'insatser?$orderby=period%2Crad&$skip=100&$top=100',
    rows: all,
    atMost: 100,
  },
  {
    step: 'counts the rows of a filter',
    path: "insatser/$count?$filter=period%20eq%20'2025'",
  },
  {
    step: 'counts while reading',
    path: 'insatser?$count=true&$top=0',
    rows: all,
    atMost: 0,
  },
  {
    step: 'refreshes the table with the columns of the model',
    path: 'insatser?$select=rad%2Cperiod%2Cplatskod%2Cplats%2Cinsats%2Ckon%2Cantal%2Cundertryckt',
    rows: all,
  },
  {
    step: 'refreshes one period incrementally',
    path: "insatser?$filter=period%20ge%20'2026Q1'%20and%20period%20lt%20'2026Q3'&$select=rad%2Cantal",
    rows: ({ period }) => String(period) >= '2026Q1' && String(period) < '2026Q3',
  },
  { step: 'goes on to another table', path: 'sjukloner?$top=1000' },
];
