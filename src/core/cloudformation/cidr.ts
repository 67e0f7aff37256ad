import {allKnown, isList, madeOf, textOf, wrong, type Intrinsic} from './outcome.js';

const MOST_BLOCKS = 256;

/** `Fn::Cidr`: [block, count, bits of an address within each]. */
export const cidr: Intrinsic = async (argument, frame) => {
  if (!isList(argument) || argument.length !== 3) {
    return wrong(frame, 'Fn::Cidr needs [block, count, bits]');
  }
  const all = allKnown(await Promise.all(argument.map((part) => frame.visit(part, frame))));
  if (!all.known) return all;
  const [block = '', count = '', bits = ''] = all.parts.map(({value}) => textOf(value));
  const blocks = blocksOf(block, wholeNumber(count), wholeNumber(bits));
  if (blocks !== undefined) return madeOf(blocks, all.parts);
  return wrong(frame, `Fn::Cidr cannot take ${count} blocks of ${bits} bits from ${block}`);
};

const wholeNumber = (text: string): number => (/^\d+$/.test(text) ? Number(text) : NaN);

function blocksOf(block: string, count: number, bits: number): readonly string[] | undefined {
  const [address = '', length = ''] = block.split('/');
  const width = address.includes(':') ? 128 : 32;
  const first = width === 32 ? ofV4(address) : ofV6(address);
  const own = wholeNumber(length);
  const prefix = width - bits;
  const isFine = count >= 1 && count <= MOST_BLOCKS && own <= width && prefix >= own && bits >= 1;
  if (first === undefined || !isFine || BigInt(count) > 1n << BigInt(prefix - own))
    return undefined;
  const start = (first >> BigInt(width - own)) << BigInt(width - own);
  return Array.from({length: count}, (_, index) => {
    const at = start + (BigInt(index) << BigInt(bits));
    return `${width === 32 ? toV4(at) : toV6(at)}/${prefix}`;
  });
}

function ofV4(text: string): bigint | undefined {
  const parts = text.split('.').map(wholeNumber);
  if (parts.length !== 4 || !parts.every((part) => part <= 255)) return undefined;
  return parts.reduce((sum, part) => (sum << 8n) + BigInt(part), 0n);
}

function ofV6(text: string): bigint | undefined {
  const [head = '', tail, ...more] = text.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = 8 - left.length - right.length;
  const parts = [...left, ...Array.from({length: Math.max(0, gap)}, () => '0'), ...right];
  const isFine =
    more.length === 0 && parts.length === 8 && (tail === undefined ? gap === 0 : gap > 0);
  if (!isFine || !parts.every((part) => /^[0-9a-f]{1,4}$/i.test(part))) return undefined;
  return parts.reduce((sum, part) => (sum << 16n) + BigInt(`0x${part}`), 0n);
}

const toV4 = (value: bigint): string =>
  [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');

/** The longest run of zeros becomes `::`, as RFC 5952 wants it. */
function toV6(value: bigint): string {
  const parts = Array.from({length: 8}, (_, index) =>
    ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  const runs = [...parts.join(':').matchAll(/(?:^|(?<=:))0(?::0)+(?=:|$)/g)];
  const longest = runs.toSorted(([one], [other]) => other.length - one.length)[0];
  if (longest === undefined) return parts.join(':');
  const text = parts.join(':');
  const before = text.slice(0, longest.index).replace(/:$/, '');
  const after = text.slice(longest.index + longest[0].length).replace(/^:/, '');
  return `${before}::${after}`;
}
