import {resolve} from 'node:path';
import {contextsOf, type NamedText} from '../core/client-context.js';
import type {InvokeOptions} from '../core/options.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {
  readEvent as readEventBytes,
  type EventRequest,
  type EventTools,
} from '../files/read-event.js';
import {readJsonText} from '../files/read-json-text.js';

/** Where an event comes from. */
export type EventInput = Omit<EventRequest, 'folder'> & {readonly cwd?: string};

/** YAML and JavaScript events are rare: their readers are loaded when one comes. */
const TOOLS: EventTools = {
  parseYaml: async (text, shownAs) =>
    (await import('../config/parse-yaml.js')).parseYaml(text, shownAs),
  loadDefault: async (file) => (await import('../modules/load-module.js')).loadDefault(file),
};

/** The bytes of the event that flags name: a file, a text, stdin, or `{}`. */
export const readEvent = ({cwd = '.', ...request}: EventInput): Promise<Uint8Array> =>
  readEventBytes({...request, folder: resolve(cwd)}, TOOLS);

/** What goes along with an event. */
export interface ContextInput {
  /** JSON, or `@FILE`. */
  readonly clientContext?: string | undefined;
  /** JSON. */
  readonly context?: string | undefined;
  readonly contextPath?: string | undefined;
  readonly cwd?: string;
}

/** The client context and the context fields that flags name. */
export async function readContexts(
  input: ContextInput,
): Promise<Pick<InvokeOptions, 'clientContext' | 'context'>> {
  const {clientContext, context, contextPath, cwd = '.'} = input;
  if (context !== undefined && contextPath !== undefined) {
    throw new LambdockError('USAGE', {
      message: '--context and --context-path both give a context',
      suggestions: ['give one of them'],
    });
  }
  const fromFile = async (path: string): Promise<NamedText> => {
    return {text: await readJsonText(resolve(cwd, path)), what: path};
  };
  const clientText = clientContext?.startsWith('@')
    ? await fromFile(clientContext.slice(1))
    : inline('--client-context', clientContext);
  const contextText =
    contextPath === undefined ? inline('--context', context) : await fromFile(contextPath);
  return contextsOf({clientContext: clientText, context: contextText});
}

const inline = (what: string, text: string | undefined): NamedText | undefined =>
  text === undefined ? undefined : {text, what};
