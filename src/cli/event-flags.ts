import {sha256} from '../core/digest.js';
import type {InvokeOptions} from '../core/options.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {readContexts, readEvent} from '../wire/read-input.js';
import type {Terminal} from './terminal.js';

/** Values of the flags that say what is sent. */
export interface EventFlags {
  readonly event: string | undefined;
  readonly data: string | undefined;
  readonly raw: boolean;
  readonly 'client-context': string | undefined;
  readonly context: string | undefined;
  readonly 'context-path': string | undefined;
}

/** A flag or an argument as it was typed. */
export interface TypedToken {
  readonly type: 'flag' | 'arg';
  readonly flag?: string;
}

/** An event ready to be sent, with what goes along. */
export interface GivenInvocation {
  readonly event: Uint8Array;
  readonly options: InvokeOptions;
}

/** Reads the event and the contexts that the flags name. */
export async function invocationOf(
  flags: EventFlags,
  tokens: readonly TypedToken[],
  {note, speech}: Pick<Terminal, 'note' | 'speech'>,
): Promise<GivenInvocation> {
  const cwd = process.cwd();
  const [event, contexts] = await Promise.all([
    readEvent({
      ...eventSource(flags, tokens),
      raw: flags.raw,
      cwd,
      // Opening stdin costs time, so it is done only when it is read.
      stdin: () => process.stdin,
      onWaiting: (message) => {
        if (!speech.quiet) note(message);
      },
    }),
    readContexts({
      clientContext: flags['client-context'],
      context: flags.context,
      contextPath: flags['context-path'],
      cwd,
    }),
  ]);
  return {event, options: contexts};
}

/** All that is sent as one text. */
export const invocationKey = ({event, options}: GivenInvocation): string =>
  sha256(`${JSON.stringify(options)}\n${sha256(event)}`);

/** The files that event and contexts are read from. */
export function eventFiles(
  flags: Pick<EventFlags, 'event' | 'data' | 'client-context' | 'context-path'>,
): readonly string[] {
  const {event, data, 'client-context': client, 'context-path': context} = flags;
  const path = data?.startsWith('file://') === true ? data.slice('file://'.length) : event;
  return [
    ...(path === undefined || path === '-' ? [] : [path.replace(/#(\/.*)?$/, '')]),
    ...(client?.startsWith('@') === true ? [client.slice(1)] : []),
    ...(context === undefined ? [] : [context]),
  ];
}

/** --event or --data: on the command line only one; there it wins over the other's variable. */
function eventSource(
  {event, data}: EventFlags,
  tokens: readonly TypedToken[],
): {readonly event?: string; readonly data?: string} {
  const typed = new Set(tokens.map(({flag}) => flag));
  if (event === undefined) return data === undefined ? {} : {data};
  if (data === undefined) return {event};
  if (typed.has('event') === typed.has('data')) {
    throw new LambdockError('USAGE', {
      message: '--event and --data both give an event',
      suggestions: ['give one of them'],
    });
  }
  return typed.has('event') ? {event} : {data};
}
