/** An exact number in lowest terms, for the second route: written apart from the one it checks. */
export class Rational {
  private constructor(
    readonly top: bigint,
    readonly bottom: bigint,
  ) {}

  static of(top: bigint | number, bottom: bigint | number = 1): Rational {
    let [a, b] = [BigInt(top), BigInt(bottom)];
    if (b === 1n) return new Rational(a, b);
    if (b < 0n) [a, b] = [-a, -b];
    const common = gcd(a < 0n ? -a : a, b);
    return new Rational(a / common, b / common);
  }

  static read(text: string | null): Rational {
    const [, minus, units = '0', decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text ?? '0') ?? [];
    const size = Rational.of(BigInt(units + decimals), 10n ** BigInt(decimals.length));
    return minus === '-' ? Rational.zero.minus(size) : size;
  }

  static readonly zero = new Rational(0n, 1n);

  plus(other: Rational): Rational {
    return Rational.of(this.top * other.bottom + other.top * this.bottom, this.bottom * other.bottom);
  }
  minus(other: Rational): Rational {
    return Rational.of(this.top * other.bottom - other.top * this.bottom, this.bottom * other.bottom);
  }
  times(other: Rational): Rational {
    return Rational.of(this.top * other.top, this.bottom * other.bottom);
  }
  over(other: Rational): Rational {
    return Rational.of(this.top * other.bottom, this.bottom * other.top);
  }
  isAbove(other: Rational): boolean {
    return this.top * other.bottom > other.top * this.bottom;
  }
  atMost(other: Rational): Rational {
    return this.isAbove(other) ? other : this;
  }
  atLeast(other: Rational): Rational {
    return this.isAbove(other) ? this : other;
  }
  equals(other: Rational): boolean {
    return this.top === other.top && this.bottom === other.bottom;
  }
  /** Half up, for what is never negative but in the last rounding to kronor either. */
  rounded(perKrona: number): Rational {
    const scaled = this.times(Rational.of(perKrona)).plus(Rational.of(1, 2));
    return Rational.of(scaled.top / scaled.bottom, perKrona);
  }
  money(): string {
    const ore = this.times(Rational.of(100));
    if (ore.bottom !== 1n) throw new Error('An amount has parts of an öre.');
    const digits = String(ore.top < 0n ? -ore.top : ore.top).padStart(3, '0');
    return `${ore.top < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  }
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}
