import { referenceKommun } from '@kommunhub/subgraph-kit';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { HandlaggareRow } from '../rows/model-rows.js';
import type { NamndRow } from '../rows/namnd-rows.js';
import type { CasesContext } from './context.js';
import { Handlaggare } from './handlaggare.js';
import { Kommun } from './kommun.js';
import { Namnd } from './namnd.js';
import { decrypted } from './reads.js';

@Resolver(() => Handlaggare)
export class HandlaggareResolver {
  @FieldResolver(() => String, { nullable: true, description: 'Namn.' })
  name(@Root() row: HandlaggareRow, @Ctx() { session }: CasesContext): Promise<string | null> {
    return decrypted(session, row, 'handlaggare', 'name_cipher', row.nameCipher);
  }

  @FieldResolver(() => Kommun, { description: 'Kommunen vars system anger handläggaren.' })
  kommun(@Root() row: HandlaggareRow) {
    return referenceKommun(row.kommunCode);
  }

  @FieldResolver(() => Namnd, { description: 'Nämnden som handläggaren arbetar för.' })
  namnd(@Root() row: HandlaggareRow, @Ctx() { loaders }: CasesContext): Promise<NamndRow | null> {
    return loaders.namndById.load(row.namndId);
  }
}

@Resolver(() => Namnd)
export class NamndResolver {
  @FieldResolver(() => Kommun, { nullable: true, description: 'Kommunen där nämnden har sitt säte.' })
  seatKommun(@Root() row: NamndRow) {
    return referenceKommun(row.seatKommunCode);
  }
}
