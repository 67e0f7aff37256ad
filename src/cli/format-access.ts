import type {AccessRecord} from '../core/access-record.js';

/** A request as one line: for people, or as JSON for programs. */
export function accessLine(record: AccessRecord, asJson: boolean): string {
  if (asJson) return JSON.stringify({access: record});
  const {kind, time, method, path, httpStatus, durationMs, bytes, requestId, ...told} = record;
  const {function: name, invocationType, attempts} = told;
  const what = told.errorType ?? told.status;
  const isPlain = invocationType === null || invocationType === 'RequestResponse';
  return [
    time,
    ...(kind === 'event' ? ['event ended'] : [method, path, String(httpStatus)]),
    `${durationMs.toFixed(1)} ms`,
    ...(invocationType === 'ResponseStream' ? [`${bytes} bytes`] : []),
    ...(name === null ? [] : [name]),
    ...(isPlain ? [] : [invocationType]),
    ...(what === null ? [] : [what]),
    ...(told.clientGone ? ['client gone'] : []),
    ...(told.coldStart === true ? ['cold start'] : []),
    ...((attempts ?? 1) > 1 ? [`${attempts ?? 0} ${kind === 'event' ? 'runs' : 'attempts'}`] : []),
    requestId,
  ].join('  ');
}
