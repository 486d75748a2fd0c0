import { BadInputError, decisionKindByCode, type Fault, HubError, kommunByCode } from '@kommunhub/schema';
import { ListSize, requireAccess } from '@kommunhub/subgraph-kit';
import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { answerQuestion, type DeskAnswer, type DeskQuestion } from '../mandate/mandate-desk.js';
import type { OrderRow } from '../rows/order-rows.js';
import { DelegationOrder, DelegationPoint } from './delegation-order.js';
import type { DelegationContext } from './loaders.js';
import { MayDecideAnswer, MayDecideInput } from './may-decide.js';

/** The most questions of one batch. */
const maxQuestions = 500;

@Resolver(() => MayDecideAnswer)
export class MayDecideResolver {
  @Query(() => MayDecideAnswer, {
    description: 'Får denna person besluta detta, här, den dagen, och på vilken grund?',
  })
  async mayDecide(
    @Ctx() { caller, loaders }: DelegationContext,
    @Arg('input', () => MayDecideInput) input: MayDecideInput,
  ): Promise<DeskAnswer> {
    requireAccess(caller, 'PUBLIC');
    const faults = faultsOf(input, 'input');
    if (faults.length > 0) throw new BadInputError(faults[0]!.message, { faults });
    return answerQuestion(loaders, questionOf(input));
  }

  @ListSize({ assumed: maxQuestions })
  @Query(() => [MayDecideAnswer], {
    description: 'Samma fråga för högst 500 beslut; svaren i frågornas ordning.',
  })
  async mayDecideMany(
    @Ctx() { caller, loaders }: DelegationContext,
    @Arg('inputs', () => [MayDecideInput]) inputs: MayDecideInput[],
  ): Promise<DeskAnswer[]> {
    requireAccess(caller, 'PUBLIC');
    if (inputs.length > maxQuestions)
      throw new BadInputError(`Ask at most ${maxQuestions} questions at once.`);
    const faults = inputs.flatMap((input, index) => faultsOf(input, `inputs.${index}`));
    if (faults.length > 0) throw new BadInputError(`${faults[0]!.path}: ${faults[0]!.message}`, { faults });
    const answers = await Promise.allSettled(
      inputs.map((input) => answerQuestion(loaders, questionOf(input))),
    );
    return answers.map((settled, index) => {
      if (settled.status === 'fulfilled') return settled.value;
      const { reason } = settled;
      throw reason instanceof HubError
        ? new HubError(reason.code, `inputs.${index}: ${reason.message}`)
        : reason;
    });
  }

  @FieldResolver(() => DelegationPoint, {
    nullable: true,
    description: 'Delegationspunkten som avgör, också när den nekar.',
  })
  point(@Root() { point }: DeskAnswer): DeskAnswer['point'] {
    return point;
  }

  @FieldResolver(() => DelegationOrder, { nullable: true, description: 'Ordningen som svaret vilar på.' })
  order(
    @Root() { orderId }: DeskAnswer,
    @Ctx() { loaders }: DelegationContext,
  ): Promise<OrderRow | null> | null {
    return orderId === null ? null : loaders.orderById.load(orderId);
  }
}

function questionOf(input: MayDecideInput): DeskQuestion {
  return {
    kind: decisionKindByCode(input.decisionKind)!,
    kommunCode: input.kommunCode,
    namndId: input.namndId ?? null,
    role: input.role === 'OKAND' ? null : input.role,
    level: input.level ?? null,
    employerKommunCode: input.employerKommunCode ?? null,
    on: input.on,
    outcome: input.outcome === 'OKAND' ? null : (input.outcome ?? null),
    amount: input.amount ?? null,
    hoursPerWeek: input.hoursPerWeek ?? null,
    months: input.months ?? null,
    age: input.age ?? null,
    ownRegi: input.ownRegi ?? null,
    withinFrameworkAgreement: input.withinFrameworkAgreement ?? null,
    withinGuideline: input.withinGuideline ?? null,
    consulted: input.consulted ?? null,
    urgent: input.urgent ?? null,
    asDeputy: input.asDeputy ?? false,
    subDelegated: input.subDelegated ?? false,
  };
}

function faultsOf(input: MayDecideInput, path: string): Fault[] {
  const fault = (field: string, message: string): Fault => ({
    path: `${path}.${field}`,
    code: 'BAD_INPUT',
    message,
  });
  const { kommunCode, employerKommunCode, amount, hoursPerWeek, months, age } = input;
  const isNegative = (given: string | number | null | undefined) => String(given ?? '').startsWith('-');
  return [
    ...(decisionKindByCode(input.decisionKind)
      ? []
      : [fault('decisionKind', 'The kind is one of D01 to D24.')]),
    ...(kommunByCode(kommunCode) ? [] : [fault('kommunCode', 'No kommun has this code.')]),
    ...(employerKommunCode && !kommunByCode(employerKommunCode)
      ? [fault('employerKommunCode', 'No kommun has this code.')]
      : []),
    ...Object.entries({ amount, hoursPerWeek, months, age })
      .filter(([, given]) => isNegative(given))
      .map(([field]) => fault(field, 'The value must not be negative.')),
  ];
}
