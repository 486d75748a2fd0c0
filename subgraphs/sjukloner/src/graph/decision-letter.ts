import { BadInputError, type DecisionLetter as Letter, printDecisionLetter } from '@kommunhub/schema';
import { Cost, selectedFields } from '@kommunhub/subgraph-kit';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Field, FieldResolver, Info, ObjectType, Resolver, Root } from 'type-graphql';
import type { LetterProperties } from '../letter/print-letter-pdf.js';
import type { ClaimRow } from '../rows/claim-rows.js';
import { letterOfClaim } from '../store/letter-of-claim.js';
import type { SjuklonerContext } from './loaders.js';
import { Sjuklon } from './sjuklon.js';

const longestName = 200;

@ObjectType({ description: 'Beslutsbrev med skäl och hur man överklagar (FL 32, 33 §§; LSS 27 §).' })
export class DecisionLetter {
  @Field({ description: 'Rubrik.', simple: true }) title!: string;
  @Field({ description: 'Brevet som ren text.', simple: true }) text!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Brevet som taggad PDF på svenska, i base64.',
    simple: true,
  })
  pdf!: string | null;
}

@Resolver(() => Sjuklon)
export class DecisionLetterResolver {
  // A page with fonts: as much work as many rows.
  @Cost(50)
  @FieldResolver(() => DecisionLetter, {
    nullable: true,
    description: 'Beslutsbrevet; saknas innan beslut. Den enskildes namn står inte i det.',
  })
  async decisionLetter(
    @Root() row: ClaimRow,
    @Ctx() { loaders, session }: SjuklonerContext,
    @Info() info: GraphQLResolveInfo,
    @Arg('deciderName', () => String, {
      nullable: true,
      description: 'Namn på den som beslutat; utan det en rad att skriva under på.',
    })
    deciderName: string | null,
  ): Promise<DecisionLetter | null> {
    if ((deciderName ?? '').length > longestName)
      throw new BadInputError(`The name has at most ${longestName} letters.`);
    const [namnd, events] = await Promise.all([
      loaders.namndName.load(row.namndId),
      loaders.eventsOfClaim.load(row.id),
    ]);
    const namndName = namnd?.name ?? 'Nämnden';
    const letter = await letterOfClaim(session, row, {
      ...{ namndName, events },
      deciderName: deciderName?.trim() || null,
    });
    if (letter === null) return null;
    const isPdfWanted = selectedFields(info, 'DecisionLetter').includes('pdf');
    const properties = { author: namndName, madeAt: new Date(`${row.decidedOn}T12:00:00Z`) };
    const pdf = isPdfWanted ? await pdfOf(letter, properties) : null;
    return { title: letter.title, text: printDecisionLetter(letter), pdf };
  }
}

/** Loaded when the first PDF is asked for: most fetches print none. */
async function pdfOf(letter: Letter, properties: LetterProperties): Promise<string> {
  const { printLetterPdf } = await import('../letter/print-letter-pdf.js');
  return (await printLetterPdf(letter, properties)).toString('base64');
}
