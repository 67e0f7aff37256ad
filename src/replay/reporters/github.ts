import type {ReplayEntry} from '../../core/replay-entry.js';
import type {Reporter} from '../../core/replay-report.js';
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
 * Workflow commands that GitHub shows at the lines they name. `pathOf` tells a file as the workspace
 * knows it, or null for one outside.
 */
export const githubReporter = (pathOf: (file: string) => string | null): Reporter =>
  async function* (report) {
    let failures = 0;
    for await (const entry of report.entries()) {
      if (entryVerdict(entry) === 'passed') continue;
      failures += 1;
      if (failures <= MOST) yield annotation(entry, pathOf);
    }
    if (failures <= MOST) return;
    const more = `and ${numberText(failures - MOST)} more failures of ${report.run.function}`;
    yield `::notice title=${propertyText(`lambdock replay ${report.run.function}`)}::${dataText(more)}\n`;
  };

function annotation(entry: ReplayEntry, pathOf: (file: string) => string | null): string {
  const {place, eventId} = entry;
  const file = place.file === '-' ? null : pathOf(place.file);
  const properties = [
    ...(file === null ? [] : [`file=${propertyText(file)}`]),
    ...(file === null || place.line === undefined ? [] : [`line=${place.line}`]),
    `title=${propertyText(`${entry.function} ${eventId ?? placeText(place)}`)}`,
  ];
  return `::error ${properties.join(',')}::${dataText(cutText(messageOf(entry), MOST_MESSAGE))}\n`;
}

function messageOf(entry: ReplayEntry): string {
  if (entryVerdict(entry) === 'error') return errorText(entry);
  if (entry.check === 'missing') return 'there is no golden';
  const labelled = entry.stateDependent === true ? 'state-dependent: ' : '';
  return `${labelled}${diffText(entry.diff) || 'differs from its golden'}`;
}

/** After `::`: a line end would end the command. */
const dataText = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** Before `::`: colons and commas separate. */
const propertyText = (text: string): string =>
  dataText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
