import type { Protection } from '@kommunhub/schema';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { PersonRow } from '../rows/model-rows.js';
import { isWithheld, shownProtection, withheldFields } from '../rules/withheld.js';
import type { CasesContext } from './context.js';
import { ProtectionEnum } from './enums.js';
import { Person } from './person.js';
import { decrypted, groundOf } from './reads.js';

@Resolver(() => Person)
export class PersonResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Personnummer, samordningsnummer eller reservnummer (folkbokföringslagen 18 §).',
  })
  personnummer(@Root() person: PersonRow, @Ctx() { session }: CasesContext): Promise<string | null> | null {
    if (isWithheld(person.recordedProtection, groundOf(session, person))) return null;
    return decrypted(session, person, 'persons', 'personnummer_cipher', person.personnummerCipher);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Namn.' })
  name(@Root() person: PersonRow, @Ctx() { session }: CasesContext): Promise<string | null> | null {
    if (isWithheld(person.recordedProtection, groundOf(session, person))) return null;
    return decrypted(session, person, 'persons', 'name_cipher', person.nameCipher);
  }

  @FieldResolver(() => ProtectionEnum, { description: 'Skyddade personuppgifter (OSL 22 kap. 1 §).' })
  protection(@Root() person: PersonRow, @Ctx() { session }: CasesContext): Protection {
    return shownProtection(person.recordedProtection, groundOf(session, person));
  }

  @FieldResolver(() => [String], {
    description: 'Undanhållna uppgifter: fält som är tomma därför att du inte får se dem.',
  })
  withheld(@Root() person: PersonRow, @Ctx() { session }: CasesContext): readonly string[] {
    return isWithheld(person.recordedProtection, groundOf(session, person)) ? withheldFields.Person : [];
  }
}
