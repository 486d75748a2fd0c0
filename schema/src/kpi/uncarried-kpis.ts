import type { UncarriedKpi } from './kpi.js';

const group = (ids: readonly string[], name: string, why: string): UncarriedKpi[] =>
  ids.map((id) => ({ id, name, why }));

const review =
  'Aktgranskning görs av människor som läser akten; resultatet finns inte i ärendesystemens uppgifter.';
const accounts = 'Kostnader redovisas i räkenskapssammandraget till SCB, inte i ärendesystemen.';
const survey = 'Svar på enkäter finns inte i ärendesystemens uppgifter.';

/** Key figures that the founding documents or Kolada have and the records of the hub do not, each with the reason. */
export const uncarriedKpis: readonly UncarriedKpi[] = [
  {
    id: 'domar_enligt_forslag',
    name: 'Domar enligt nämndens beslut',
    why: 'Domstolens utgång finns inte i uppgifterna som källorna lämnar.',
  },
  { id: 'aktgranskning_andel', name: 'Granskade akter', why: review },
  ...group(
    ['akt_samtycke', 'akt_genomforandeplan', 'akt_gp_bekraftad', 'akt_barnperspektiv', 'akt_aktualisering'],
    'Aktgranskning',
    review,
  ),
  { id: 'enkat_svarsfrekvens', name: 'Svarsfrekvens i enkäten', why: survey },
  {
    id: 'belaggningsgrad_lss_boende',
    name: 'Beläggning i egna boenden',
    why: 'Platser i boenden finns inte i ärendesystemens uppgifter.',
  },
  {
    id: 'kostnad_externa_placeringar',
    name: 'Kostnad för externa placeringar',
    why: accounts,
  },
  {
    id: 'handlaggare_malgrupp',
    name: 'Handläggare efter målgrupp',
    why: 'Systemen säger inte vem som är vuxen- eller barnhandläggare.',
  },
  ...group(
    ['medarbetarsamtal', 'personalomsattning', 'vakans'],
    'Personal',
    'Finns i kommunens personalsystem, inte i ärendesystemen.',
  ),
  ...group(
    ['N28811', 'N28817'],
    'Personlig assistans enligt socialförsäkringsbalken',
    'Försäkringskassan beslutar om assistansersättning; kommunens system har inte besluten.',
  ),
  ...group(
    ['N28890', 'N28891'],
    'Andel av invånarna i en åldersgrupp',
    'Folkmängd efter ålder finns inte i hubben.',
  ),
  ...group(
    ['U28418', 'U28419'],
    'Väntetid till första erbjudna inflyttning',
    'Dagen då ett boende erbjöds finns inte i uppgifterna som källorna lämnar.',
  ),
  ...group(
    ['U28143', 'U28144', 'U28145'],
    'Aktuell genomförandeplan',
    'Genomförandeplaner finns hos utföraren och inte i uppgifterna som källorna lämnar.',
  ),
  ...group(
    ['N25016', 'N25017', 'N25018', 'N25022', 'N25034', 'N28008', 'N28009', 'N28010'],
    'Kostnad för funktionsnedsättning och LSS',
    accounts,
  ),
  ...group(
    ['N28011', 'N28012', 'N28013', 'N28015', 'N28016', 'N28020'],
    'Kostnad för funktionsnedsättning och LSS',
    accounts,
  ),
  ...group(
    ['N03064', 'N03065', 'N28017', 'N28018', 'N28021', 'N28026', 'N28040'],
    'Utjämning av kostnader för LSS',
    'Beräknas av SCB ur alla kommuners kostnader.',
  ),
];
