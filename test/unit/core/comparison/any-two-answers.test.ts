import fc, {type JsonValue} from 'fast-check';
import {pathText} from '../../../../src/core/comparison/json-path.js';
import {compare, paths} from '../../../support/comparison.js';

const RUNS = {numRuns: 150};

/** The same value with the members of every object in another order. */
function reversed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, member]) => [name, reversed(member as JsonValue)] as const)
      .reverse(),
  );
}

type Place = readonly (string | number)[];

function* places(value: JsonValue, at: Place = []): Generator<Place> {
  yield at;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    yield* places(part as JsonValue, [...at, Array.isArray(value) ? Number(key) : key]);
  }
}

function replaced(
  value: JsonValue,
  [key, ...rest]: Place,
  by: (old: JsonValue) => JsonValue,
): JsonValue {
  if (key === undefined) return by(value);
  if (Array.isArray(value))
    return value.map((item, at) => (at === key ? replaced(item, rest, by) : item));
  return Object.fromEntries(
    Object.entries(value as Record<string, JsonValue>).map(([name, member]) => [
      name,
      name === key ? replaced(member, rest, by) : member,
    ]),
  );
}

const valueAndPlace = fc
  .json({maxDepth: 4})
  .map((text) => JSON.parse(text) as JsonValue)
  .chain((value) => fc.tuple(fc.constant(value), fc.constantFrom(...places(value))));

describe('comparison of any two answers', () => {
  it('finds nothing where only the order of keys and the spacing differ', () => {
    fc.assert(
      fc.property(fc.json({maxDepth: 4}), (text) => {
        const value = JSON.parse(text) as JsonValue;
        expect(compare(JSON.stringify(value), JSON.stringify(reversed(value), null, 3))).toEqual(
          [],
        );
      }),
      RUNS,
    );
  });

  it('finds exactly the one place that is changed, whatever it is', () => {
    fc.assert(
      fc.property(valueAndPlace, ([value, place]) => {
        const changed = replaced(value, place, (old) => (old === 'changed' ? 'again' : 'changed'));
        expect(paths(compare(JSON.stringify(value), JSON.stringify(changed)))).toEqual([
          `changed ${pathText(place)}`,
        ]);
      }),
      RUNS,
    );
  });

  it('finds exactly the one member that is put in or left out', () => {
    fc.assert(
      fc.property(valueAndPlace, ([value, place]) => {
        const one = replaced(value, place, (old) => ({old, extra: 1}));
        const other = replaced(value, place, (old) => ({old}));
        const path = pathText([...place, 'extra']);
        const [longer, shorter] = [one, other].map((part) => JSON.stringify(part));
        expect(paths(compare(longer!, shorter!))).toEqual([`removed ${path}`]);
        expect(paths(compare(shorter!, longer!))).toEqual([`added ${path}`]);
      }),
      RUNS,
    );
  });

  it('names places with paths that find them again', () => {
    fc.assert(
      fc.property(valueAndPlace, ([value, place]) => {
        const changed = replaced(value, place, (old) => (old === 'changed' ? 'again' : 'changed'));
        const [found] = compare(JSON.stringify(value), JSON.stringify(changed));
        expect(
          compare(JSON.stringify(value), JSON.stringify(changed), [['ignore', found?.path ?? '']]),
        ).toEqual([]);
      }),
      RUNS,
    );
  });
});
