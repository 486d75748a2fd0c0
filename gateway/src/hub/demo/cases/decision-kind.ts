import type { DemoDecision } from './demo-case.js';
import { isGranting } from './demo-case.js';

/** The kind of decision in the shared list, so that the demo's levels follow its delegation orders. */
export function decisionKindOf(decision: Pick<DemoDecision, 'insats' | 'subtype' | 'outcome'>): string {
  const { insats, subtype } = decision;
  if (insats.startsWith('SOL')) return 'D23';
  switch (insats) {
    case 'LSS_9_2':
      if (subtype === 'SJUKVIKARIE') return 'D05';
      if (subtype === 'TILLFALLIG_UTOKNING') return 'D04';
      return isGranting(decision) ? 'D02' : 'D03';
    case 'LSS_9_8':
      return 'D12';
    case 'LSS_9_9':
      return 'D13';
    case 'LSS_9_10':
      return 'D15';
    default:
      // LSS 9 § 3–7 are D07–D11.
      return `D${String(Number(insats.slice('LSS_9_'.length)) + 4).padStart(2, '0')}`;
  }
}
