import type {
  Ground,
  Purpose,
  QuarantineReason,
  Role,
  RowScope,
  RunState,
  UppdragTask,
} from '@kommunhub/schema';
import { registerEnumType } from 'type-graphql';
import type { SettledAs } from '../rows/quarantine-rows.js';
import type { UppdragState } from '../rules/judge-uppdrag.js';
import type { SourceState } from '../rules/source-state.js';

type DescribedValue<Value extends string> = readonly [value: Value, description: string];

function describedEnum<Value extends string>(
  name: string,
  description: string,
  described: readonly DescribedValue<Value>[],
): Readonly<Record<Value, Value>> {
  const values = Object.fromEntries(described.map(([value]) => [value, value])) as Record<Value, Value>;
  const config = described.map(([value, text]) => [value, { description: text }]);
  registerEnumType(values, { name, description, valuesConfig: Object.fromEntries(config) });
  return values;
}

export const RoleEnum = describedEnum<Role>('Role', 'Roll.', [
  ['handlaggare', 'Handläggare: egna ärenden och kön.'],
  ['sjuklonehandlaggare', 'Sjuklönehandläggare: sjuklöneärenden och de uppgifter som behövs för dem.'],
  ['chef', 'Chef: den egna nämndens alla ärenden; ger uppdrag.'],
  ['kvalitet', 'Kvalitetscontroller: ett draget och loggat stickprov.'],
  ['namnd', 'Nämnd, ledamot: ärenden som läggs fram för beslut; anmälda beslut.'],
  ['revisor', 'Revisor: kopian av rapporten till IVO (LSS 28 g §).'],
  ['it', 'Kommunens IT: läsningar och antal, inget innehåll.'],
  ['region', 'Regional uppföljning: släppta tabeller, antal och offentliga handlingar.'],
  ['bi', 'BI-verktyg: släppta tabeller.'],
  ['dataskyddsombud', 'Dataskyddsombud: loggen och avtalen, inget innehåll.'],
  ['service', 'Tjänst i kommunens nät: levererar uppgifter.'],
]);

export const PurposeEnum = describedEnum<Purpose>('Purpose', 'Ändamål för läsningen (lag 2001:454, 6 §).', [
  ['HANDLAGGNING', 'Handläggning av ärenden.'],
  ['UPPFOLJNING', 'Uppföljning, utvärdering och kvalitetssäkring.'],
  ['STATISTIK', 'Statistik.'],
  ['TILLSYN', 'Tillsyn.'],
  ['TEKNIK', 'Drift och teknik.'],
]);

export const UppdragTaskEnum = describedEnum<UppdragTask>(
  'UppdragTask',
  'Uppgift som ett avtal och ett uppdrag omfattar (KL 9 kap. 37 §).',
  [
    ['LSS_HANDLAGGNING', 'LSS-handläggning: alla ärendetyper utom D05.'],
    ['SJUKLON', 'Sjuklön: ärendetyp D05.'],
  ],
);

export const GroundEnum = describedEnum<Ground>('Ground', 'Grund för att se en nämnds uppgifter.', [
  ['OWN_NAMND', 'Egen nämnd.'],
  ['AGREEMENT', 'Uppdrag under avtalssamverkan (KL 9 kap. 37 §).'],
  ['BREAK_GLASS', 'Nödöppning, anmäld till chefen.'],
  ['LEGAL_DUTY', 'Uppgiftsskyldighet: kommunens oktoberrapport, en rad per person (LSS 15 a §).'],
]);

export const RowScopeEnum = describedEnum<RowScope>('RowScope', 'Vilka av nämndens ärenden rätten gäller.', [
  ['OWN_CASES', 'Egna ärenden och kön.'],
  ['ALL', 'Alla ärenden.'],
  ['SAMPLE', 'Månadens stickprov, när det är draget.'],
  ['PUT_BEFORE', 'Ärenden med beslut av ordförande, utskott eller nämnd.'],
  ['CLAIMS', 'Sjuklöneärenden.'],
]);

export const UppdragStateEnum = describedEnum<UppdragState>('UppdragState', 'Vad ett uppdrag ger i dag.', [
  ['VANTAR', 'Har inte börjat gälla.'],
  ['GALLER', 'Gäller.'],
  ['UTAN_AVTAL', 'Ger inget: inget avtal i kraft omfattar uppgiften.'],
  ['SLUT', 'Har upphört.'],
  ['ATERKALLAT', 'Återkallat.'],
]);

export const SourceStateEnum = describedEnum<SourceState>(
  'SourceState',
  'Källans tillstånd; det värsta som gäller.',
  [
    ['OK', 'Läst inom sitt intervall och hel.'],
    ['STALE', 'Äldre än sitt intervall, eller aldrig läst.'],
    ['PARTIAL', 'Senaste leveransen har mer än 5 % undanlagda rader, eller hölls kvar för granskning.'],
    ['UNAVAILABLE', 'De tre senaste läsningarna misslyckades.'],
    ['UNTRUSTED', 'Källan släpper igenom rader som den borde ha filtrerat bort.'],
  ],
);

export const QuarantineReasonEnum = describedEnum<QuarantineReason>(
  'QuarantineReason',
  'Skäl till att en rad lagts åt sidan.',
  [
    ['ROW_UNREADABLE', 'Raden går inte att läsa.'],
    ['VALUE_MISSING', 'Uppgift saknas.'],
    ['VALUE_INVALID', 'Uppgiften går inte att tolka.'],
    ['KOMMUN_FOREIGN', 'Kommunen hör inte till källan.'],
    ['RECORD_INVALID', 'Uppgiften ryms inte i den gemensamma modellen.'],
    ['REFERENCE_MISSING', 'Hänvisar till något som källan inte har.'],
    ['DUPLICATE_CONFLICT', 'Samma id som en tidigare rad, med annat innehåll.'],
    ['STILL_REFERENCED', 'Tas bort i källan, men det finns uppgifter som hänvisar dit.'],
  ],
);

export const RowFateEnum = describedEnum<'SET_ASIDE' | 'SET_ASIDE_AGAIN' | SettledAs>(
  'RowFateKind',
  'Vad som hänt med en undanlagd rad.',
  [
    ['SET_ASIDE', 'Lades åt sidan första gången.'],
    ['SET_ASIDE_AGAIN', 'Lades åt sidan igen; den senaste gången.'],
    ['REPLAYED', 'Ordnad: blev inläst vid en omspelning.'],
    ['DELIVERED', 'Ordnad: källan har levererat uppgifterna på nytt.'],
    ['SUPERSEDED', 'Ordnad: vid omspelning fanns redan senare uppgifter.'],
    ['SKIPPED', 'Ordnad: ska enligt mappningen hoppas över.'],
    ['GONE', 'Ordnad: raden finns inte längre i leveransen så som den var.'],
  ],
);

export const RunStateEnum = describedEnum<RunState>('RunState', 'Läsningens tillstånd.', [
  ['RUNNING', 'Pågår.'],
  ['DONE', 'Klar.'],
  ['HELD', 'Kvarhållen: leveransen skulle ta bort ovanligt mycket. Inget är ändrat.'],
  ['FAILED', 'Misslyckad. Inget är ändrat.'],
]);
