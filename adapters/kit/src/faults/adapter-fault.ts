import type { Fault } from '@kommunhub/schema';
import { type AdapterFaultCode, faultTexts } from './fault-texts.js';

/** A fault with its Swedish sentence beside the English one. */
export interface AdapterFault extends Fault {
  readonly code: AdapterFaultCode;
  readonly swedish: string;
}

export type FaultParameters = Readonly<Record<string, string | number>>;

const fill = (template: string, parameters: FaultParameters): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));

/** Makes a fault; parameters are names and limits, never values of cells. */
export function adapterFault(
  code: AdapterFaultCode,
  path: string,
  parameters: FaultParameters = {},
): AdapterFault {
  const [english, swedish] = faultTexts[code];
  return { path, code, message: fill(english, parameters), swedish: fill(swedish, parameters) };
}

/** The Swedish sentence of any fault; the English one where there is no Swedish. */
export function swedishOf(fault: Fault): string {
  return 'swedish' in fault && typeof fault.swedish === 'string' ? fault.swedish : fault.message;
}

/** One line for a thrown error: how many faults, and the first of them. */
export function summarize(what: string, faults: readonly Fault[]): string {
  const [first] = faults;
  if (first === undefined) return what;
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  return `${what}: ${first.path}: ${first.message}${more}`;
}
