import type {LoggingConfig} from '../../core/function-spec.js';
import {
  ownSetting,
  serviceSetting,
  textOf,
  wrongValue,
  type FunctionReading,
} from './function-reading.js';
import type {Located} from './located.js';

/** How a function logs: its own `logs`, each key else of `provider.logs.lambda`. */
export async function loggingOf(reading: FunctionReading): Promise<LoggingConfig | undefined> {
  const format = formatOf(await logSetting(reading, 'logFormat'));
  const level = await logSetting(reading, 'applicationLogLevel');
  const applicationLevel = textOf(level, 'a level such as INFO');
  // A group that is a resource is named by AWS: then it is the usual one here.
  const group = (await logSetting(reading, 'logGroup'))?.value;
  if (format === undefined && typeof group !== 'string') return undefined;
  return {
    format: format ?? 'Text',
    ...(format === 'JSON' && applicationLevel !== undefined && {applicationLevel}),
    ...(typeof group === 'string' && {group}),
  };
}

const logSetting = async (reading: FunctionReading, key: string): Promise<Located | undefined> =>
  (await ownSetting(reading, 'logs', key)) ??
  serviceSetting(reading, 'provider', 'logs', 'lambda', key);

function formatOf(found: Located | undefined): LoggingConfig['format'] | undefined {
  if (found === undefined) return undefined;
  const {value} = found;
  if (value === 'JSON' || value === 'Text') return value;
  throw wrongValue(found, 'JSON or Text');
}
