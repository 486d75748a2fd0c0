import type { Protection } from '@kommunhub/schema';
import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { CaseRow, PersonRow } from '../rows/model-rows.js';
import { isProtected, shownProtection } from '../rules/withheld.js';
import { Case } from './case.js';
import type { CasesContext } from './context.js';
import { ProtectionEnum } from './enums.js';
import { Person } from './person.js';
import { decrypted, handOutAll, readerOf } from './reads.js';
import { isWithheldOfPerson, namesOfWithheld } from './withheld-of-person.js';

@Resolver(() => Person)
export class PersonResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Personnummer, samordningsnummer eller reservnummer (folkbokföringslagen 18 §).',
  })
  personnummer(@Root() person: PersonRow, @Ctx() context: CasesContext): Promise<string | null> | null {
    if (isWithheldOfPerson(person, context)) return null;
    const place = ['persons', 'personnummer_cipher'] as const;
    return decrypted(context.session, person, ...place, person.personnummerCipher);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Namn.' })
  name(@Root() person: PersonRow, @Ctx() context: CasesContext): Promise<string | null> | null {
    if (isWithheldOfPerson(person, context)) return null;
    return decrypted(context.session, person, 'persons', 'name_cipher', person.nameCipher);
  }

  @FieldResolver(() => [Case], { description: 'Den enskildes ärenden som du ser, äldsta först.' })
  async cases(
    @Root() person: PersonRow,
    @Ctx() { loaders, session }: CasesContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly CaseRow[]> {
    const rows = await loaders.at(person.knownOn).casesOfPerson.load(person.id);
    return handOutAll(session, 'Case', rows, info);
  }

  @FieldResolver(() => ProtectionEnum, { description: 'Skyddade personuppgifter (OSL 22 kap. 1 §).' })
  protection(@Root() person: PersonRow, @Ctx() { session }: CasesContext): Protection {
    return shownProtection(person.recordedProtection, readerOf(session, person));
  }

  @FieldResolver(() => [String], {
    description: 'Undanhållna uppgifter: fält som är tomma därför att du inte får se dem.',
  })
  withheld(@Root() person: PersonRow, @Ctx() context: CasesContext): readonly string[] {
    return namesOfWithheld(person, 'Person', isProtected(person.recordedProtection), context);
  }
}
