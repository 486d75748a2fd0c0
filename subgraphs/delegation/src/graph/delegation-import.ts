import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { beginEditing, editedNamnd } from '../store/edit-order.js';
import { importOrders } from '../store/import-orders.js';
import type { OrderFate } from '../store/store-orders.js';
import { OrderFateEnum } from './enums.js';
import type { DelegationContext } from './loaders.js';

@ObjectType({ description: 'Fel i en fil: var det står och vad som krävs, aldrig värdet.' })
export class FileFault {
  @Field(() => Int, { nullable: true, description: 'Rad, med rubrikraden som rad 1.', simple: true })
  row!: number | null;

  @Field(() => String, { nullable: true, description: 'Kolumn.', simple: true })
  column!: string | null;

  @Field({ description: 'Felkod.', simple: true })
  code!: string;

  @Field({ description: 'Vad som krävs.', simple: true })
  message!: string;
}

@ObjectType({ description: 'Delegationsordning i en inläst fil.' })
export class ImportedOrder {
  @Field(() => ID, { description: 'Ordningens id.', simple: true })
  id!: string;

  @Field({ description: 'Version.', simple: true })
  version!: string;

  @Field(() => Int, { description: 'Antal punkter.', simple: true })
  pointCount!: number;

  @Field(() => Int, { description: 'Antal punkter utan gemensam ärendetyp.', simple: true })
  unmappedCount!: number;

  @Field(() => OrderFateEnum, { description: 'Utfall; vid provläsning vad det skulle bli.', simple: true })
  fate!: OrderFate;
}

@ObjectType({ description: 'Inläsning av delegationsordning.' })
export class DelegationImport {
  @Field({ description: 'Om filen är lagrad; aldrig vid provläsning eller fel.', simple: true })
  stored!: boolean;

  @Field(() => [ImportedOrder], { description: 'Ordningar i filen; inga när filen har fel.', simple: true })
  orders!: ImportedOrder[];

  @Field(() => [FileFault], { description: 'Alla fel på en gång.', simple: true })
  faults!: readonly FileFault[];
}

@Resolver()
export class DelegationMutations {
  @Mutation(() => DelegationImport, {
    description:
      'Delegationsordning: läser in den egna nämndens ordning ur CSV (KL 6 kap. 37 §). Samma innehåll igen ändrar inget.',
  })
  async importDelegationOrder(
    @Ctx() { caller, services, session }: DelegationContext,
    @Arg('csv', () => String, { description: 'Filens innehåll.' }) csv: string,
    @Arg('dryRun', () => Boolean, { defaultValue: false, description: 'Provläs utan att lagra.' })
    dryRun: boolean,
  ): Promise<DelegationImport> {
    const { faults, orders } = await importOrders(await beginEditing(session, caller), csv, {
      dryRun,
      now: services.clock(),
      by: { issuer: caller.issuer, subject: caller.subject },
      // A caller without a nämnd may write for none.
      onlyNamnd: editedNamnd(caller) ?? '',
    });
    return {
      stored: !dryRun && faults.length === 0,
      faults,
      orders: orders.map(({ id, order, fate }) => ({
        id,
        version: order.version,
        pointCount: order.points.length,
        unmappedCount: order.points.filter(({ kinds }) => kinds.length === 0).length,
        fate,
      })),
    };
  }
}
