import { BadInputError, dayInStockholm, normaliseSearchTerm, parsePersonnummer } from '@kommunhub/schema';
import { requireAccess, selectedFields } from '@kommunhub/subgraph-kit';
import type { GraphQLResolveInfo, ValueNode } from 'graphql';
import { Arg, Ctx, Field, ID, Info, InputType, Query, Resolver } from 'type-graphql';
import { findPersons, type HashedTerm, type SearchTerm } from '../rows/find-persons.js';
import type { PersonRow } from '../rows/model-rows.js';
import type { CasesContext } from './context.js';
import { Person } from './person.js';
import { handOut } from './reads.js';
import { isWithheldOfPerson } from './withheld-of-person.js';

@InputType({
  description: 'Sökbegrepp: exakt ett av personnummer, namn och ärendenummer (förordning 2001:637, 15 §).',
})
export class PersonLookupInput {
  @Field(() => String, { nullable: true, description: 'Personnummer eller samordningsnummer.' })
  personnummer?: string | null;

  @Field(() => String, { nullable: true, description: 'Hela namnet, som det är registrerat.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'Ärendenummer i källans system.' })
  caseNumber?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Kommunkoder; alla där du har uppdrag när inget anges.' })
  kommunCodes?: string[] | null;
}

const terms: readonly SearchTerm[] = ['personnummer', 'name', 'caseNumber'];

@Resolver()
export class PersonLookup {
  @Query(() => [Person], {
    description:
      'Den enskilde: sökning på personnummer, namn eller ärendenummer bland dem vars ärenden du ser. Endast som variabel och med POST; även en sökning utan träff loggas.',
  })
  async personLookup(
    @Ctx() context: CasesContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => PersonLookupInput) input: PersonLookupInput,
  ): Promise<readonly PersonRow[]> {
    const { caller, session } = context;
    refuseLiterals(info);
    requireAccess(caller, 'PERSON_LOOKUP');
    const [term, normalised] = theTerm(input, dayInStockholm(context.services.clock()));
    const hashed = await hashedTerms(context, normalised, input.kommunCodes ?? null);
    const found = await findPersons(session, term, hashed);
    // Finding by a number or a name that is withheld would tell it.
    const shown =
      term === 'caseNumber' ? found : found.filter((person) => !isWithheldOfPerson(person, context));
    const fields = selectedFields(info, 'Person');
    noteMisses(context, hashed, shown, fields);
    return handOut(session, 'Person', shown, fields);
  }
}

/** @throws BadInputError unless exactly one term is given and can be read; what was given is never repeated. */
function theTerm(input: PersonLookupInput, today: string): [SearchTerm, string] {
  const given = terms.filter((term) => (input[term] ?? '').trim() !== '');
  const [term] = given;
  if (term === undefined || given.length > 1) {
    throw new BadInputError('Give exactly one of personnummer, name and caseNumber.');
  }
  const text = input[term]!;
  if (term !== 'personnummer') return [term, normaliseSearchTerm(text)];
  const parsed = parsePersonnummer(text, today as Parameters<typeof parsePersonnummer>[1]);
  const canonical = parsed.kind === 'value' ? parsed.value.canonical : null;
  if (canonical !== null) return [term, canonical];
  throw new BadInputError('The personnummer cannot be read; write it as YYYYMMDD-NNNN.');
}

/** The term as each nämnd that the caller works for would have hashed it. */
async function hashedTerms(
  { caller, session }: CasesContext,
  normalised: string,
  wanted: readonly string[] | null,
): Promise<HashedTerm[]> {
  const areas = caller.grants.flatMap(({ namndId, kommunCodes }) =>
    kommunCodes
      .filter((code) => wanted === null || wanted.includes(code))
      .map((code) => `${code} ${namndId}`),
  );
  return Promise.all(
    [...new Set(areas)].sort().map(async (area) => {
      const [kommunCode = '', namndId = ''] = area.split(' ');
      return { kommunCode, namndId, hash: (await session.keys(namndId)).lookupHash(normalised) };
    }),
  );
}

/** Each nämnd is told of a search among its persons that gave nothing. */
function noteMisses(
  { session }: CasesContext,
  hashed: readonly HashedTerm[],
  found: readonly PersonRow[],
  fields: readonly string[],
): void {
  for (const { kommunCode, namndId } of hashed) {
    const isHit = found.some((person) => person.kommunCode === kommunCode && person.namndId === namndId);
    if (!isHit) session.recordRead({ entity: 'Person', namndId, kommunCode, ids: [], fields });
  }
}

/** A document is kept and logged by clients and proxies: who is looked for stands in the variables. */
function refuseLiterals({ fieldNodes }: GraphQLResolveInfo): void {
  const values = fieldNodes.flatMap((node) => (node.arguments ?? []).map(({ value }) => value));
  if (values.some(holdsText)) {
    throw new BadInputError('Give who is looked for as a variable, not in the document.');
  }
}

function holdsText(value: ValueNode): boolean {
  if (value.kind === 'ListValue') return value.values.some(holdsText);
  if (value.kind === 'ObjectValue') {
    return value.fields.some(({ name, value: inner }) => name.value !== 'kommunCodes' && holdsText(inner));
  }
  return value.kind !== 'Variable' && value.kind !== 'NullValue';
}
