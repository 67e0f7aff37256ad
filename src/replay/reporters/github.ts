import type {ReplayEntry} from '../../core/replay-entry.js';
import {expectedName, type Reporter} from '../../core/replay-report.js';
import {cutText} from './cut-text.js';
import {diffText} from './diff-text.js';
import {entryVerdict} from './entry-verdict.js';
import {errorText} from './failure-groups.js';
import {placeText} from '../../core/recorded-event.js';
import {numberText} from './summary-lines.js';

/** GitHub shows ten errors of a step. */
const MOST = 10;
const MOST_MESSAGE = 2000;

/**
 * Workflow commands that GitHub shows at the lines they name: of the golden where an answer differs from
 * one, else of the recording. `pathOf` tells a file as the workspace
 * knows it, or null for one outside.
 */
export const githubReporter = (pathOf: (file: string) => string | null): Reporter =>
  async function* (report) {
    let failures = 0;
    const expected = expectedName(report.run);
    for await (const entry of report.entries()) {
      if (entryVerdict(entry) === 'passed') continue;
      failures += 1;
      if (failures <= MOST) yield annotation(entry, {pathOf, expected});
    }
    if (failures <= MOST) return;
    const more = `and ${numberText(failures - MOST)} more failures of ${report.run.function}`;
    yield `::notice title=${propertyText(`lambdock replay ${report.run.function}`)}::${dataText(more)}\n`;
  };

interface Site {
  readonly pathOf: (file: string) => string | null;
  readonly expected: string;
}

function annotation(entry: ReplayEntry, {pathOf, expected}: Site): string {
  const {place, eventId} = entry;
  const {file, line} = spotOf(entry, pathOf);
  const properties = [
    ...(file === null ? [] : [`file=${propertyText(file)}`]),
    ...(file === null || line === undefined ? [] : [`line=${line}`]),
    `title=${propertyText(`${entry.function} ${eventId ?? placeText(place)}`)}`,
  ];
  const message = cutText(messageOf(entry, expected), MOST_MESSAGE);
  return `::error ${properties.join(',')}::${dataText(message)}\n`;
}

/** A golden outside the workspace is no place to show anything at: then it is the event. */
function spotOf(
  {place, golden}: ReplayEntry,
  pathOf: Site['pathOf'],
): {readonly file: string | null; readonly line?: number | undefined} {
  const file = golden === undefined ? null : pathOf(golden);
  if (file !== null) return {file, line: 1};
  return {file: place.file === '-' ? null : pathOf(place.file), line: place.line};
}

function messageOf(entry: ReplayEntry, expected: string): string {
  if (entryVerdict(entry) === 'error') return errorText(entry);
  if (entry.check === 'missing') return 'there is no golden';
  const labelled = entry.stateDependent === true ? 'state-dependent: ' : '';
  const where = entry.golden === undefined ? '' : `\nrecorded at ${placeText(entry.place)}`;
  return `${labelled}${diffText(entry.diff) || `differs from ${expected}`}${where}`;
}

/** After `::`: a line end would end the command. */
const dataText = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** Before `::`: colons and commas separate. */
const propertyText = (text: string): string =>
  dataText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
