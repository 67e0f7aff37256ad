import type {LoggingConfig} from '../../core/function-spec.js';
import type {Resource} from './resources.js';
import {perhaps, textAt, writtenAt} from './settings.js';

/** How a function logs, where its template says so. */
export async function loggingOf(resource: Resource): Promise<LoggingConfig | undefined> {
  const format = await textAt(resource, ['LoggingConfig', 'LogFormat']);
  const applicationLevel = await textAt(resource, ['LoggingConfig', 'ApplicationLogLevel']);
  // A group that AWS names is not known here: then it is the usual one.
  const written = await writtenAt(resource, ['LoggingConfig', 'LogGroup']);
  const group = await perhaps(written, resource.stack.scopes.values);
  if (format === undefined && group === undefined) return undefined;
  return {
    format: format?.toUpperCase() === 'JSON' ? 'JSON' : 'Text',
    ...(applicationLevel !== undefined && {applicationLevel}),
    ...(group !== undefined && {group}),
  };
}
