import { absenceCauses, karensExceptions, shiftTypes } from '@kommunhub/schema';
import { registerEnumType } from 'type-graphql';

/** Registers a closed list of codes as an enum, each described. */
function codeEnum<const Code extends string>(
  name: string,
  description: string,
  codes: readonly Code[],
  describe: Readonly<Record<Code, string>>,
): Readonly<Record<Code, Code>> {
  const values = Object.fromEntries(codes.map((code) => [code, code])) as Record<Code, Code>;
  const valuesConfig = Object.fromEntries(
    codes.map((code) => [code, { description: describe[code] }]),
  ) as Record<Code, { description: string }>;
  registerEnumType(values, { name, description, valuesConfig });
  return values;
}

export const AbsenceCauseEnum = codeEnum('AbsenceCause', 'Frånvarons orsak.', absenceCauses, {
  SJUKDOM: 'Egen sjukdom: den enda som ger sjuklön (lag 1991:1047, 4 §).',
  VAB: 'Vård av barn.',
  FORALDRALEDIGHET: 'Föräldraledighet.',
  GRAVIDITET: 'Graviditet.',
  SEMESTER: 'Semester.',
  ANNAN: 'Annan orsak.',
});

export const KarensExceptionEnum = codeEnum(
  'KarensException',
  'Undantag från karensavdrag (lag 1991:1047, 6 §).',
  karensExceptions,
  {
    INGEN: 'Inget undantag.',
    TIO_KARENS: 'Tio karensavdrag har redan gjorts på tolv månader.',
    SARSKILT_HOGRISKSKYDD: 'Särskilt högriskskydd: Försäkringskassan ersätter (13 §).',
  },
);

export const ShiftTypeEnum = codeEnum('ShiftType', 'Slag av pass.', shiftTypes, {
  AKTIV: 'Aktiv tid.',
  VANTETID: 'Väntetid (jour) på arbetsplatsen.',
  BEREDSKAP: 'Beredskap utanför arbetsplatsen.',
});
