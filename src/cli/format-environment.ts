import type {LockReport} from '../core/aws-lock.js';
import {countText} from '../core/count-text.js';
import type {EnvironmentRow} from '../core/environment-row.js';
import {table} from './table.js';

/** A variable as it is printed: the value of a secret is null unless it was asked for. */
export interface ShownVariable extends Omit<EnvironmentRow, 'value'> {
  readonly value: string | null;
}

const MASK = '********';

/** Variables without the values of secrets, unless they are to be revealed. */
export const shownRows = (
  rows: readonly EnvironmentRow[],
  reveal: boolean,
): readonly ShownVariable[] =>
  rows.map((row) => ({...row, value: row.secret && !reveal ? null : row.value}));

/** Variables as `env show` prints them, a line each. */
export const environmentLines = (rows: readonly ShownVariable[]): readonly string[] =>
  table([
    ['NAME', 'KIND', 'ORIGIN', 'VALUE'],
    ...rows.map(({name, value, kind, origin, sources}) => [
      name,
      kind,
      [origin, ...sources].join(' < '),
      value === null ? MASK : oneLine(value),
    ]),
  ]);

/** As JSON would write it, where a line could not show it. */
const oneLine = (value: string): string =>
  /[\p{Cc}]/u.test(value) ? JSON.stringify(value) : value;

/** What `env lock` did. */
export function lockLines(report: LockReport): readonly string[] {
  const {file, answers, secrets, added, changed, removed} = report;
  const kept =
    secrets === 0 ? '' : `; ${countText(secrets, 'secret')} among them, whose value is not kept`;
  return [
    `${file} holds ${countText(answers, 'answer')} of AWS${kept}`,
    ...added.map((question) => `  new: ${question}`),
    ...changed.map((question) => `  changed: ${question}`),
    ...removed.map((question) => `  no longer needed: ${question}`),
  ];
}
