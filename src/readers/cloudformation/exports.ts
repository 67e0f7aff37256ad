import {evaluateText} from '../../core/cloudformation/evaluate.js';
import {isMapping, ownValue} from '../../core/cloudformation/outcome.js';
import {formatPlace} from '../../core/place.js';
import type {Found} from '../../core/reference-scope.js';
import {placeAt, section, type Stack, type Use} from './stack.js';

/** What a stack of the project exports under a name. */
export async function exportedValue(
  stacks: readonly Stack[],
  name: string,
  use: Use,
): Promise<Found | undefined> {
  for (const stack of stacks) {
    for (const [id, output] of Object.entries(section(stack, 'Outputs'))) {
      const written = isMapping(output) ? ownValue(output, 'Export') : undefined;
      const called = isMapping(written) ? ownValue(written, 'Name') : undefined;
      if (called === undefined || !isMapping(output)) continue;
      const known = await evaluateText(called, stack.scopes.names);
      if (!known.known || known.value !== name) continue;
      return {
        value: ownValue(output, 'Value') ?? null,
        secret: false,
        origin: formatPlace(placeAt(stack, ['Outputs', id])),
        scope: stack.scopes[use],
      };
    }
  }
  return undefined;
}
