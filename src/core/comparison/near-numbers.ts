import {digitsOf} from '../exact-json.js';

/** Whether numbers, as JSON spells them, lie no further apart than that: 1.1 is within 0.1 of 1, whatever binary says. */
export function isNear([one, other]: readonly [string, string], within: number): boolean {
  const [a, b] = [Number(one), Number(other)];
  const distance = Math.abs(a - b);
  // Each has been rounded, and so has their distance: ids of many digits are told apart by all of them.
  const doubt = 2 * Number.EPSILON * (Math.abs(a) + Math.abs(b) + within);
  if (Number.isFinite(doubt) && Math.abs(distance - within) > doubt) return distance < within;
  return isExactlyNear([decimalOf(one), decimalOf(other)], decimalOf(String(within)));
}

/** `digits` times ten to the power of `exponent`. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
  /** Of the first digit. */
  readonly top: number;
}

function decimalOf(text: string): Decimal {
  const {sign, digits, exponent} = digitsOf(text);
  return {
    digits: BigInt(`${sign}${digits}`),
    exponent: exponent - digits.length + 1,
    top: digits === '0' ? Number.NEGATIVE_INFINITY : exponent,
  };
}

/** What lies more places below the others than that is next to nothing. */
const MOST_PLACES = 2000;

function isExactlyNear([one, other]: readonly [Decimal, Decimal], within: Decimal): boolean {
  const [lower, higher] = [one, other].toSorted((first, second) => first.top - second.top);
  // No answer is an exponent that fills the memory.
  if (higher !== undefined && higher.top > Math.max(lower?.top ?? 0, within.top) + 2) return false;
  const floor = Math.max(one.top, other.top, within.top) - MOST_PLACES;
  const [a, b, most] = [one, other, within].map((decimal) => scaled(decimal, floor));
  const distance = (a ?? 0n) - (b ?? 0n);
  return (distance < 0n ? -distance : distance) <= (most ?? 0n);
}

/** As a whole number of units of the last place that counts; what is below that is one unit, so that it is not nothing. */
function scaled({digits, exponent, top}: Decimal, floor: number): bigint {
  const zero = 0n;
  if (digits === zero) return zero;
  if (top < floor) return digits < zero ? -1n : 1n;
  return exponent >= floor
    ? digits * 10n ** BigInt(exponent - floor)
    : digits / 10n ** BigInt(floor - exponent);
}
