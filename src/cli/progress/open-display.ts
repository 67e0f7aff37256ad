import type {ProgressEvent} from '../../core/progress.js';
import {WORTH_SHOWING_MS, type Display, type DisplayContext, type DisplayName} from './display.js';

type ShownName = Exclude<DisplayName, 'auto' | 'none'>;

/**
 * A display that is loaded when there is something to show: at once when every event is wanted,
 * else shortly before the first work has lasted long enough.
 */
export function openDisplay(name: ShownName, context: DisplayContext): Display {
  const wantsAll = name === 'json' || context.verbose;
  const early: {readonly event: ProgressEvent; readonly at: number}[] = [];
  let display: Display | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const open = (): void => {
    // A display that cannot be loaded costs its picture, never the work.
    load(name, context).then(
      (opened) => {
        if (isClosed) return;
        display = opened;
        for (const {event, at} of wantsAll ? early : stillOpen(early)) opened.show(event, at);
      },
      () => undefined,
    );
  };

  return {
    show(event, at = context.now()) {
      if (display !== undefined) {
        display.show(event, at);
        return;
      }
      early.push({event, at});
      timer ??= setTimeout(open, wantsAll ? 0 : WORTH_SHOWING_MS / 2).unref();
    },
    erase: () => display?.erase(),
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      display?.close();
    },
  };
}

/** First and last news of each work that has not ended. */
function stillOpen<E extends {readonly event: ProgressEvent}>(early: readonly E[]): E[] {
  const open = new Map<string, E[]>();
  for (const entry of early) {
    const {id, status} = entry.event;
    if (status !== 'started' && status !== 'running') open.delete(id);
    else open.set(id, [...(open.get(id)?.slice(0, 1) ?? []), entry]);
  }
  return [...open.values()].flat();
}

async function load(name: ShownName, context: DisplayContext): Promise<Display> {
  switch (name) {
    case 'tty':
      return (await import('./tty.js')).ttyDisplay(context);
    case 'plain':
      return (await import('./plain.js')).plainDisplay(context);
    case 'json':
      return (await import('./json.js')).jsonDisplay(context);
  }
}
