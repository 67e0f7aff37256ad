/** One external extension, as the emulator's log tells of it. */
export interface Extension {
  /** Name of its file in /opt/extensions. */
  readonly name: string;
  /** What it is called by once it has registered. */
  readonly id: string | null;
  /** What it registered for; null before it did. */
  readonly events: readonly string[] | null;
  /** How often it asked for the next event. */
  readonly asked: number;
  /** Lambda's words for why it could not be started or how it ended by itself. */
  readonly failure: string | null;
}

/** News of an extension in the emulator's log. */
export type ExtensionEvent =
  | {
      readonly kind: 'extension-registered';
      readonly name: string;
      readonly id: string;
      readonly events: readonly string[];
    }
  | {readonly kind: 'extension-asked'; readonly id: string}
  | {readonly kind: 'extension-silent'; readonly name: string}
  | {readonly kind: 'extension-failed'; readonly name: string; readonly failure: string};

const UUID = '[0-9a-f-]{36}';
const PATTERNS: readonly (readonly [RegExp, (groups: RegExpExecArray) => ExtensionEvent])[] = [
  [
    new RegExp(`^External agent (.+) \\((${UUID})\\) registered, subscribed to \\[([^\\]]*)\\]`),
    ([, name = '', id = '', events = '']) => ({
      kind: 'extension-registered',
      name,
      id,
      events: events.split(/[\s,]+/).filter((event) => event !== ''),
    }),
  ],
  [
    new RegExp(
      `^API request - GET /2020-01-01/extension/event/next, .*Lambda-Extension-Identifier:\\[(${UUID})\\]`,
    ),
    ([, id = '']) => ({kind: 'extension-asked', id}),
  ],
  [
    new RegExp(`^Agent (.+) \\(${UUID}\\) is not registered for the shutdown event`),
    ([, name = '']) => ({kind: 'extension-silent', name}),
  ],
  [
    /^Process extension-(.+)-\d+ exited: (.+?)\s*$/,
    ([, name = '', failure = '']) => ({kind: 'extension-failed', name, failure}),
  ],
  [
    /^(?:Init|Invoke) failed .*?error=(fork\/exec \/opt\/extensions\/(.+?): .+?)(?: InvokeID=.*)?$/,
    ([, failure = '', name = '']) => ({kind: 'extension-failed', name, failure}),
  ],
];

/** Reads the message of one line of the emulator's log; null when it is about something else. */
export function parseExtensionMessage(message: string): ExtensionEvent | null {
  if (!/[Ee]xtension|[Aa]gent/.test(message)) return null;
  for (const [pattern, make] of PATTERNS) {
    const found = pattern.exec(message);
    if (found !== null) return make(found);
  }
  return null;
}

/** Adds one line's news. */
export function addExtensionEvent(
  known: readonly Extension[],
  event: ExtensionEvent,
): readonly Extension[] {
  switch (event.kind) {
    case 'extension-registered':
      return changed(known, event.name, {id: event.id, events: event.events});
    case 'extension-silent':
      return changed(known, event.name, {});
    case 'extension-failed':
      return changed(known, event.name, {failure: event.failure});
    case 'extension-asked':
      return known.map((one) => (one.id === event.id ? {...one, asked: one.asked + 1} : one));
  }
}

function changed(
  known: readonly Extension[],
  name: string,
  change: Partial<Extension>,
): readonly Extension[] {
  if (known.some((one) => one.name === name)) {
    return known.map((one) => (one.name === name ? {...one, ...change} : one));
  }
  return [...known, {name, id: null, events: null, asked: 0, failure: null, ...change}];
}

/** Whether an extension has something left to do when the environment ends. */
export const awaitsShutdown = ({events, failure}: Extension): boolean =>
  failure === null && events?.includes('SHUTDOWN') === true;

/** Lambda's line about an extension, without which nobody would know that it ran. */
export function extensionLine({name, events, asked, failure}: Extension): string {
  const state = stateOf({events, asked, failure});
  return `EXTENSION\tName: ${name}\tState: ${state}\tEvents: [${(events ?? []).join(',')}]\n`;
}

function stateOf({
  events,
  asked,
  failure,
}: Pick<Extension, 'events' | 'asked' | 'failure'>): string {
  if (failure !== null) return isLaunch(failure) ? 'LaunchError' : 'Exited';
  if (events === null) return 'Started';
  return asked === 0 ? 'Registered' : 'Ready';
}

const isLaunch = (failure: string): boolean => failure.startsWith('fork/exec ');

/** What a failed event needs to know of the function's share in it. */
export interface EventEnd {
  readonly timedOut: boolean;
  /** Whether the init had ended well. */
  readonly initialised: boolean;
  /** Whether the function itself had answered. */
  readonly answered: boolean;
}

/** One sentence for every extension that kept an event from ending well, with what to do about it. */
export function extensionProblems(known: readonly Extension[], end: EventEnd): readonly string[] {
  return known.flatMap((one) => {
    const problem = one.failure === null ? delayOf(one, end) : failureOf(one, one.failure, end);
    return problem === null ? [] : [`the extension ${one.name} ${problem}`];
  });
}

function failureOf({events}: Extension, failure: string, {initialised}: EventEnd): string {
  if (!isLaunch(failure)) {
    const when = initialised
      ? 'during the event'
      : events === null
        ? 'before it registered'
        : 'during the init';
    return `ended ${when}: ${failure}`;
  }
  if (failure.endsWith('permission denied')) {
    return 'cannot be started: its file in /opt/extensions is not executable (chmod +x it in the layer)';
  }
  if (failure.endsWith('no such file or directory')) {
    return 'cannot be started: the interpreter that its first line names is not in the image';
  }
  if (failure.endsWith('exec format error')) {
    return 'cannot be started: it is for another architecture, or a script without a #! line';
  }
  return `cannot be started: ${failure}`;
}

function delayOf(
  {events, asked}: Extension,
  {timedOut, initialised, answered}: EventEnd,
): string | null {
  if (!timedOut) return null;
  if (events === null) return 'never registered: the init waited for it until the timeout';
  if (asked === 0)
    return 'registered, but never asked for an event: the init waited for it until the timeout';
  const isBusy = initialised && answered && events.includes('INVOKE') && asked === 1;
  return isBusy ? 'did not finish the event: the answer waited for it until the timeout' : null;
}
