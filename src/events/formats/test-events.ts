import {memberSlices} from '../../core/json-slices.js';
import {memberText} from '../carriers.js';
import {malformed, plainEvent, type Outcome} from '../outcome.js';
import {jsonText, objectOf, stringOf, type JsonText} from '../raw-record.js';

/** The schema that holds shareable test events, also where it is the text of a downloaded one; or null. */
export function testEventSchema(record: JsonText): JsonText | null {
  const members = objectOf(record.value);
  if (members === null) return null;
  if ('openapi' in members && objectOf(members['components'])?.['examples'] !== undefined)
    return record;
  const content = stringOf(members['Content']);
  if (content?.includes('"openapi"') !== true) return null;
  const schema = jsonText(Buffer.from(content));
  return schema === null ? null : testEventSchema(schema);
}

/** Each example is an event. */
export function openTestEvents(schema: JsonText): readonly Outcome[] {
  const examples = memberText(memberText(schema, 'components'), 'examples');
  return [...memberSlices(examples.bytes)].map(({key, start, end}) => {
    const bytes = examples.bytes.subarray(start, end);
    const example = {bytes, value: objectOf(examples.value)?.[key]};
    const members = objectOf(example.value);
    if (members === null || !('value' in members))
      return malformed(`the test event ${key} has no value`);
    const type = stringOf(objectOf(members['x-metadata'])?.['invocationType']);
    return {
      ...plainEvent(key, memberText(example, 'value')),
      note: type === 'Event' ? 'recorded as an asynchronous event' : null,
    };
  });
}
