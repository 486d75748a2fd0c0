import type { Fault } from '../errors/index.js';
import { type CalendarDate, type Decimal, isCalendarDate, isDecimal } from '../scalars/index.js';
import { type InputFaultCode, inputFaults } from './input-faults.js';

/** How many faults are told; what has more is not a claim that somebody wrote. */
const mostFaults = 500;

type InputFault = Fault & { readonly code: InputFaultCode };

/** Limits of a decimal; without `least` it may not be negative. */
interface DecimalLimits {
  readonly decimals: number;
  readonly most: number;
  /** Whether zero is refused too. */
  readonly isPositive?: boolean;
  readonly above?: InputFaultCode;
}

/**
 * Reads fields of something unknown and gathers every fault instead of
 * stopping at the first. Neither a value nor the name of an unknown field is
 * ever repeated: both are the sender's text and may hold anything.
 */
export class FieldReader {
  readonly faults: InputFault[] = [];
  /** One fault more than was told: the rest is left unread. */
  get isFull(): boolean {
    return this.faults.length >= mostFaults;
  }

  fault(path: string, code: InputFaultCode): undefined {
    if (this.faults.length < mostFaults) {
      this.faults.push({ path, code, message: inputFaults[code] });
    } else if (this.faults.length === mostFaults) {
      this.faults.push({ path: '', code: 'TOO_MANY_FAULTS', message: inputFaults.TOO_MANY_FAULTS });
    }
    return undefined;
  }

  /** The fields of an object that has no others than those named. */
  fields(value: unknown, path: string, names: readonly string[]): Fields | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.fault(path, value === undefined ? 'VALUE_MISSING' : 'VALUE_TYPE');
    }
    if (Object.keys(value).some((name) => !names.includes(name))) this.fault(path, 'FIELD_UNKNOWN');
    return new Fields(this, value, path);
  }
}

/** The fields of one object, by name. Absent and null are the same. */
export class Fields {
  constructor(
    readonly reader: FieldReader,
    private readonly source: object,
    readonly path: string,
  ) {}

  at(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }

  raw(name: string): unknown {
    return Object.hasOwn(this.source, name) ? (Reflect.get(this.source, name) ?? undefined) : undefined;
  }

  fault(name: string, code: InputFaultCode): undefined {
    return this.reader.fault(this.at(name), code);
  }

  required<Value>(name: string, read: Value | null | undefined): Value | undefined {
    if (read === null) return this.fault(name, 'VALUE_MISSING');
    return read;
  }

  /** Null when absent, undefined when there is a fault: so for all readers below. */
  text(name: string, longest: number): string | null | undefined {
    const raw = this.raw(name);
    if (raw === undefined) return null;
    if (typeof raw !== 'string') return this.fault(name, 'VALUE_TYPE');
    if (raw.length > longest) return this.fault(name, 'TEXT_TOO_LONG');
    const text = raw.normalize('NFC').trim();
    if (/[\p{Cc}\p{Surrogate}]/u.test(text)) return this.fault(name, 'TEXT_CHARACTERS');
    return text === '' ? null : text;
  }

  date(name: string): CalendarDate | null | undefined {
    const raw = this.raw(name);
    if (raw === undefined) return null;
    if (typeof raw !== 'string') return this.fault(name, 'VALUE_TYPE');
    if (!/^\d{4}-\d{2}-\d{2}$/u.test(raw)) return this.fault(name, 'DATE_FORM');
    return isCalendarDate(raw) ? raw : this.fault(name, 'DATE_IMPOSSIBLE');
  }

  boolean(name: string): boolean | null | undefined {
    const raw = this.raw(name);
    if (raw === undefined) return null;
    return typeof raw === 'boolean' ? raw : this.fault(name, 'VALUE_TYPE');
  }

  integer(name: string, least: number, most: number): number | null | undefined {
    const raw = this.raw(name);
    if (raw === undefined) return null;
    if (typeof raw !== 'number' || !Number.isInteger(raw)) return this.fault(name, 'VALUE_TYPE');
    return raw >= least && raw <= most ? raw : this.fault(name, 'OUT_OF_RANGE');
  }

  oneOf<const Code extends string>(name: string, codes: readonly Code[]): Code | null | undefined {
    const raw = this.raw(name);
    if (raw === undefined) return null;
    return codes.find((code) => code === raw) ?? this.fault(name, 'CODE_UNKNOWN');
  }

  /** A decimal as text with a dot; a plain number is taken as it is written. */
  decimal(name: string, limits: DecimalLimits): Decimal | null | undefined {
    const raw = this.raw(name);
    if (raw === undefined) return null;
    const isText = typeof raw === 'string';
    if (!isText && typeof raw !== 'number') return this.fault(name, 'VALUE_TYPE');
    // A longer text is no quantity, and reading its digits would cost.
    if (isText && raw.length > 40) return this.fault(name, 'DECIMAL_FORM');
    const [, sign, integer, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/u.exec(String(raw).trim()) ?? [];
    if (integer === undefined) return this.fault(name, 'DECIMAL_FORM');
    if (fraction.length > limits.decimals) return this.fault(name, 'DECIMAL_TOO_FINE');
    const decimal = canonical(integer, fraction);
    if (sign === '-' && decimal !== '0') return this.fault(name, 'NEGATIVE');
    if (limits.isPositive && decimal === '0') return this.fault(name, 'OUT_OF_RANGE');
    // Comparing as numbers is exact enough: the limits are whole and small.
    if (Number(decimal) > limits.most) return this.fault(name, limits.above ?? 'OUT_OF_RANGE');
    return decimal;
  }

  /** The items of a list, each with its path; null when absent. */
  list(name: string, most: number): readonly { raw: unknown; path: string }[] | null | undefined {
    const raw = this.raw(name);
    if (raw === undefined) return null;
    if (!Array.isArray(raw)) return this.fault(name, 'VALUE_TYPE');
    if (raw.length > most) return this.fault(name, 'LIST_TOO_LONG');
    return raw.map((item: unknown, index) => ({ raw: item, path: `${this.at(name)}.${index}` }));
  }
}

function canonical(integer: string, fraction: string): Decimal {
  const size = integer.replace(/^0+(?=\d)/u, '');
  const rest = fraction.replace(/0+$/u, '');
  const decimal = rest === '' ? size : `${size}.${rest}`;
  if (!isDecimal(decimal)) throw new RangeError('A decimal was not brought to its one form.');
  return decimal;
}
