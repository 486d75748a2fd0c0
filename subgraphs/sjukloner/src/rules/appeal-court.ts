import { kommunByCode } from '@kommunhub/schema';

/**
 * The förvaltningsrätt of each county (förordning 1977:937, 5 §): the twelve of
 * prop. 2008/09:165, by the seat of the nämnd that decided (lag 1971:289, 14 §).
 */
const courtSeats: Readonly<Record<string, string>> = {
  '01': 'Stockholm',
  '03': 'Uppsala',
  '04': 'Linköping',
  '05': 'Linköping',
  '06': 'Jönköping',
  '07': 'Växjö',
  '08': 'Växjö',
  '09': 'Stockholm',
  '10': 'Växjö',
  '12': 'Malmö',
  '13': 'Göteborg',
  '14': 'Göteborg',
  '17': 'Karlstad',
  '18': 'Karlstad',
  '19': 'Uppsala',
  '20': 'Falun',
  '21': 'Falun',
  '22': 'Härnösand',
  '23': 'Härnösand',
  '24': 'Umeå',
  '25': 'Luleå',
};

/** Kommuner whose court is not that of their county. */
const otherSeats = new Map([
  // Upplands Väsby, Norrtälje, Sigtuna (prop. 2008/09:165).
  ...['0114', '0188', '0191'].map((code) => [code, 'Uppsala'] as const),
  // Västra Götaland's east, as Förvaltningsrätten i Jönköping lists it (domstol.se, 2020-09-23).
  ...[
    ...['1443', '1490', '1445', '1499', '1444', '1447', '1471', '1466', '1497', '1446', '1494'],
    ...['1493', '1463', '1495', '1496', '1465', '1472', '1498', '1452', '1473', '1491', '1442'],
  ].map((code) => [code, 'Jönköping'] as const),
]);

/** Where decisions of the kommun's nämnd are appealed to, as `Förvaltningsrätten i Falun`. */
export function appealCourtOf(kommunCode: string): string {
  const county = kommunByCode(kommunCode)?.countyCode ?? '';
  const seat = otherSeats.get(kommunCode) ?? courtSeats[county];
  // No seat: no such kommun, and then no nämnd that decides.
  return seat === undefined ? 'förvaltningsrätten' : `Förvaltningsrätten i ${seat}`;
}
