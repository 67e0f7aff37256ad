import type {ReplayEntry} from '../../core/replay-entry.js';
import {withoutColour} from './without-colour.js';
import {countText} from '../../core/count-text.js';

/** The log lines of one event, one a line, with a note of those that were not kept. */
export function logText({
  logs,
  logsDropped = 0,
}: Pick<ReplayEntry, 'logs' | 'logsDropped'>): string {
  const lines = logs.map(({timestamp, level, message}) =>
    [timestamp, level, withoutColour(message.replace(/\n$/, ''))]
      .filter((part) => part !== null)
      .join(' '),
  );
  const dropped = logsDropped > 0 ? [`(${countText(logsDropped, 'more line')} not kept)`] : [];
  return [...lines, ...dropped].join('\n');
}
