import {memberText} from '../carriers.js';
import {malformed, noteOf, skip, type Outcome, type Wishes} from '../outcome.js';
import {objectOf, stringOf, type JsonText} from '../raw-record.js';

/** Whether a document is what Lambda sends to a destination of an asynchronous function. */
export function isDestination({value}: JsonText): boolean {
  const record = objectOf(value);
  const context = objectOf(record?.['requestContext']);
  return (
    record !== null &&
    typeof context?.['condition'] === 'string' &&
    ('requestPayload' in record || ('responseContext' in record && !hasBatch(record)))
  );
}

const hasBatch = (record: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(record).some((key) => key.endsWith('BatchInfo'));

/** The event of a destination record, with the answer where it was a success. */
export function openDestination(document: JsonText, {functionName}: Wishes): Outcome {
  const record = objectOf(document.value) ?? {};
  const context = objectOf(record['requestContext']) ?? {};
  const condition = stringOf(context['condition']);
  const other = otherFunction(stringOf(context['functionArn']), functionName);
  if (other !== null) return skip('other-function', `it is of the function ${other}`);
  if (!('requestPayload' in record)) {
    return malformed('no requestPayload: a queue or topic drops what does not fit into a message');
  }
  const isSuccess = condition === 'Success' && 'responsePayload' in record;
  const error = stringOf(objectOf(record['responseContext'])?.['functionError']);
  return {
    kind: 'event',
    id: stringOf(context['requestId']),
    event: memberText(document, 'requestPayload').bytes,
    recorded: isSuccess ? memberText(document, 'responsePayload').bytes : null,
    note: condition === 'Success' ? null : noteOf(condition, error),
  };
}

/**
 * The name of another function, or null. A deployed name often has the stage or stack before the project's
 * name for it, and an ending that CloudFormation made.
 */
function otherFunction(arn: string | null, name: string | null): string | null {
  if (arn === null || name === null) return null;
  const deployed = arn.split(':')[6] ?? arn;
  const isNamed = `${deployed}-`.toLowerCase().includes(`-${name}-`.toLowerCase());
  return isNamed || deployed === name ? null : deployed;
}
