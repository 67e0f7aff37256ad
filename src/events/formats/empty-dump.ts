import {objectOf, type JsonText} from '../raw-record.js';

/** What the AWS SDKs and the CLI put beside the messages of a queue. */
const BESIDE_MESSAGES = ['Messages', 'ResponseMetadata', '$metadata'];
const QUERY_STATUS = /^(Scheduled|Running|Complete|Failed|Cancelled|Timeout|Unknown)$/;

/**
 * The format of a dump that holds nothing, as of a queue without messages; null for anything else. The
 * event of a function may have empty lists too: what stands beside them tells.
 */
export function emptyDumpOf({value}: JsonText): 'sqs' | 'logs-query' | null {
  const members = objectOf(value);
  if (members === null) return null;
  if (isEmpty(members['Messages'])) {
    return Object.keys(members).every((name) => BESIDE_MESSAGES.includes(name)) ? 'sqs' : null;
  }
  const isLog =
    isEmpty(members['events']) &&
    ('searchedLogStreams' in members || 'nextForwardToken' in members);
  const isQuery = isEmpty(members['results']) && QUERY_STATUS.test(String(members['status']));
  return isLog || isQuery ? 'logs-query' : null;
}

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
