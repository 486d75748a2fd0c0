import type { SjuklonRates } from './contribution-rates.js';
import {
  add,
  type Fraction,
  fractionOf,
  isLess,
  least,
  roundTo,
  subtract,
  toMoney,
  zero,
} from './fraction.js';
import type { SjuklonCut, SjuklonLine, SjuklonLineCode, SjuklonWarning } from './sjuklon-calculation.js';
import type { SjuklonInput } from './sjuklon-input.js';
import type { SjuklonPolicy } from './sjuklon-policy.js';
import { kronor } from './swedish-figures.js';

interface Settled {
  readonly amount: string;
  readonly lines: readonly SjuklonLine[];
  readonly cuts: readonly SjuklonCut[];
  readonly warnings: readonly SjuklonWarning[];
}

/**
 * From what was computed to what is paid: never more than asked for, less the
 * state's compensation, and last whole kronor where the policy wants them.
 */
export function settleClaim(
  input: SjuklonInput,
  computed: Fraction,
  policy: SjuklonPolicy,
  rates: SjuklonRates,
): Settled {
  const lines: SjuklonLine[] = [];
  const cuts: SjuklonCut[] = [];
  const warnings: SjuklonWarning[] = [];
  const requested = input.requestedAmount === null ? computed : fractionOf(input.requestedAmount);
  let net = computed;

  if (isLess(requested, computed)) {
    net = requested;
    const difference = subtract(requested, computed);
    lines.push(
      claimLine('BEGRANSNING_TILL_BEGART', difference, 'Mer än det begärda beloppet betalas inte ut'),
    );
  }
  if (isLess(add(computed, fractionOf(policy.toleransKr)), requested)) {
    const excess = toMoney(subtract(requested, computed));
    const message = `Begärt belopp är ${kronor(excess)} högre än det beräknade.`;
    cuts.push(claimCut('S18', message, 'requestedAmount', excess));
  }

  const compensation = fractionOf(input.stateCompensation ?? '0');
  if (compensation.n !== 0n && hasDayBefore(input, rates.stateCompensationEnded)) {
    const deducted = least(compensation, net);
    net = subtract(net, deducted);
    const reason = 'Ersättning från Försäkringskassan för höga sjuklönekostnader räknas av';
    lines.push(claimLine('STATLIG_ERSATTNING', subtract(zero, deducted), reason));
    cuts.push(claimCut('S12', `${reason}.`, 'stateCompensation', toMoney(deducted)));
  } else if (compensation.n !== 0n) {
    const message = `Statlig ersättning finns inte för sjukdagar från ${rates.stateCompensationEnded}: den angivna räknas inte av.`;
    warnings.push({ code: 'S12', message, path: 'stateCompensation' });
  }

  if (policy.avrundning === 'KRONA') {
    const rounded = roundTo(net, 1n);
    const difference = subtract(rounded, net);
    net = rounded;
    if (difference.n !== 0n) lines.push(claimLine('AVRUNDNING', difference, 'Avrundning till hela kronor'));
  }
  const amount = toMoney(net);
  if (policy.beloppDelegation !== null && isLess(fractionOf(policy.beloppDelegation), net)) {
    const message = `Beloppet är högre än de ${kronor(policy.beloppDelegation)} som en handläggare får besluta om.`;
    warnings.push({ code: 'DELEGATION', message, path: '' });
  }
  return { amount, lines, cuts, warnings };
}

function hasDayBefore({ sickPeriods }: SjuklonInput, date: string): boolean {
  return sickPeriods.some(({ firstSickDay }) => firstSickDay < date);
}

const claimLineLabels: Readonly<Partial<Record<SjuklonLineCode, string>>> = {
  BEGRANSNING_TILL_BEGART: 'Begränsning till begärt belopp',
  STATLIG_ERSATTNING: 'Statlig ersättning',
  AVRUNDNING: 'Avrundning',
};

function claimLine(code: SjuklonLineCode, amount: Fraction, reason: string): SjuklonLine {
  const printed = toMoney(amount);
  return {
    code,
    label: claimLineLabels[code] ?? code,
    base: null,
    rate: null,
    amount: printed,
    lagrum: code === 'STATLIG_ERSATTNING' ? 'lag (1991:1047) 17 §, i lydelsen före 1 juli 2024' : null,
    explanation: `${reason}: ${kronor(printed)}.`,
    part: null,
  };
}

function claimCut(code: 'S12' | 'S18', message: string, path: string, amount: string): SjuklonCut {
  return { code, codes: [code], message, path, date: null, hours: null, amount };
}
