import type {AccessRecord} from '../core/access-record.js';

/** A request as one line: for people, or as JSON for programs. */
export function accessLine(record: AccessRecord, asJson: boolean): string {
  if (asJson) return JSON.stringify({access: record});
  const {time, method, path, httpStatus, durationMs, requestId, ...told} = record;
  const what = told.errorType ?? told.status;
  return [
    time,
    method,
    path,
    String(httpStatus),
    `${durationMs.toFixed(1)} ms`,
    ...(told.function === null ? [] : [told.function]),
    ...(told.invocationType === null || told.invocationType === 'RequestResponse'
      ? []
      : [told.invocationType]),
    ...(what === null ? [] : [what]),
    ...(told.coldStart === true ? ['cold start'] : []),
    ...((told.attempts ?? 1) > 1 ? [`${told.attempts} attempts`] : []),
    requestId,
  ].join('  ');
}
