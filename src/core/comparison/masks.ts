import type {UserPattern} from '../user-pattern.js';
import type {MaskKind} from './comparison-rule.js';

/** Replaces a kind of text by its name. */
export interface Mask {
  /** The text with every occurrence replaced. */
  text(text: string): string;
  /** Whether a number, by its spelling, is of the kind. */
  number(spelling: string): boolean;
}

const [BEFORE, AFTER] = ['(?<![0-9A-Za-z])', '(?![0-9A-Za-z])'];
const DATE = String.raw`\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?`;
const HTTP_DATE = String.raw`(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} (?:GMT|UTC|[+-]\d{4})`;

const PATTERNS: Readonly<Record<Exclude<MaskKind, 'request-id'>, RegExp>> = {
  uuid: new RegExp(
    `${BEFORE}[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}${AFTER}`,
    'gi',
  ),
  timestamp: new RegExp(`${BEFORE}(?:${DATE}|${HTTP_DATE})${AFTER}`, 'g'),
  arn: /(?<![0-9A-Za-z])arn:[a-z0-9-]+:[a-z0-9-]+:[a-z0-9-]*:\d*:[^\s"'<>,;()[\]{}]+/g,
};

/** Seconds, or milliseconds, from 2001 to 2286. */
const EPOCH = /^[1-9]\d{9}(?:\d{3})?(?:\.\d+)?$/;

/** The mask of a kind. `isNamed`: a path says where it is, so that numbers and bare digits count as well. */
export function maskOf(
  kind: MaskKind,
  {requestId, isNamed}: {readonly requestId: string | null; readonly isNamed: boolean},
): Mask {
  const named = `<${kind}>`;
  if (kind === 'request-id') {
    return {
      text: (text) => (requestId === null ? text : text.replaceAll(requestId, named)),
      number: () => false,
    };
  }
  const isEpoch = (text: string): boolean => kind === 'timestamp' && isNamed && EPOCH.test(text);
  return {
    text: (text) => (isEpoch(text) ? named : text.replace(PATTERNS[kind], named)),
    number: isEpoch,
  };
}

/** The mask of a regular expression of the user's; it leaves alone what it finds in or around `kept`. */
export function maskOfPattern(pattern: UserPattern, name: string, kept: RegExp | null): Mask {
  const named = `<${name}>`;
  return {
    text: (text) => {
      const places = kept === null ? [] : [...text.matchAll(kept)];
      const isKept = (start: number, end: number): boolean =>
        places.some(({index, 0: {length}}) => index < end && start < index + length);
      return pattern.replace(text, (found, ...groups) => {
        // Groups are texts; the first number is where it was found.
        const start = groups.find((group) => typeof group === 'number') ?? 0;
        return isKept(start, start + found.length) ? found : named;
      });
    },
    number: (spelling) => pattern.replace(spelling, () => '') === '',
  };
}
