import { purposes, roles, uppdragTasks } from '@kommunhub/schema';
import { registerEnumType } from 'type-graphql';

function valuesOf<Value extends string>(values: readonly Value[]): Readonly<Record<Value, Value>> {
  return Object.fromEntries(values.map((value) => [value, value])) as Record<Value, Value>;
}

export const RoleEnum = valuesOf(roles);
registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'Roll.',
  valuesConfig: {
    handlaggare: { description: 'Handläggare: egna ärenden och kön.' },
    it: { description: 'Kommunens IT: läsningar och antal, inget innehåll.' },
    region: { description: 'Regional uppföljning: släppta tabeller, antal och offentliga handlingar.' },
  },
});

export const PurposeEnum = valuesOf(purposes);
registerEnumType(PurposeEnum, {
  name: 'Purpose',
  description: 'Ändamål för läsningen (lag 2001:454, 6 §).',
  valuesConfig: {
    HANDLAGGNING: { description: 'Handläggning av ärenden.' },
    UPPFOLJNING: { description: 'Uppföljning, utvärdering och kvalitetssäkring.' },
    STATISTIK: { description: 'Statistik.' },
    TILLSYN: { description: 'Tillsyn.' },
    TEKNIK: { description: 'Drift och teknik.' },
  },
});

export const UppdragTaskEnum = valuesOf(uppdragTasks);
registerEnumType(UppdragTaskEnum, {
  name: 'UppdragTask',
  description: 'Uppgift som ett avtal och ett uppdrag omfattar (KL 9 kap. 37 §).',
  valuesConfig: {
    LSS_HANDLAGGNING: { description: 'LSS-handläggning: alla ärendetyper utom D05.' },
    SJUKLON: { description: 'Sjuklön: ärendetyp D05.' },
  },
});

export const GroundEnum = { OWN_NAMND: 'OWN_NAMND', AGREEMENT: 'AGREEMENT' } as const;
registerEnumType(GroundEnum, {
  name: 'Ground',
  description: 'Grund för att se en nämnds uppgifter.',
  valuesConfig: {
    OWN_NAMND: { description: 'Egen nämnd.' },
    AGREEMENT: { description: 'Uppdrag under avtalssamverkan (KL 9 kap. 37 §).' },
  },
});

export const SourceStateEnum = {
  OK: 'OK',
  STALE: 'STALE',
  PARTIAL: 'PARTIAL',
  UNAVAILABLE: 'UNAVAILABLE',
  UNTRUSTED: 'UNTRUSTED',
} as const;
registerEnumType(SourceStateEnum, {
  name: 'SourceState',
  description: 'Källans tillstånd; det värsta som gäller.',
  valuesConfig: {
    OK: { description: 'Läst inom sitt intervall och hel.' },
    STALE: { description: 'Äldre än sitt intervall, eller aldrig läst.' },
    PARTIAL: {
      description: 'Senaste leveransen har mer än 5 % undanlagda rader, eller hölls kvar för granskning.',
    },
    UNAVAILABLE: { description: 'De tre senaste läsningarna misslyckades.' },
    UNTRUSTED: { description: 'Källan släpper igenom rader som den borde ha filtrerat bort.' },
  },
});

export const RunStateEnum = { RUNNING: 'RUNNING', DONE: 'DONE', HELD: 'HELD', FAILED: 'FAILED' } as const;
registerEnumType(RunStateEnum, {
  name: 'RunState',
  description: 'Läsningens tillstånd.',
  valuesConfig: {
    RUNNING: { description: 'Pågår.' },
    DONE: { description: 'Klar.' },
    HELD: { description: 'Kvarhållen: leveransen skulle ta bort ovanligt mycket. Inget är ändrat.' },
    FAILED: { description: 'Misslyckad. Inget är ändrat.' },
  },
});
