import { type Insatskod, insatser } from '@kommunhub/schema';
import type { Insats } from './decision.js';

/** The insats of a code as the graph shows it. */
export function insatsOf(code: Insatskod | 'OKAND'): Insats {
  return code === 'OKAND' ? { code, name: 'Okänd insats', lagrum: null } : insatser[code];
}
