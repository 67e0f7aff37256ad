import {createLogUpdate} from 'log-update';
import {activeWork, lastWord, presentWord} from './active-work.js';
import {WORTH_SHOWING_MS, type Display, type DisplayContext} from './display.js';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;

/** A live line for each piece of long work, side by side; an ended one stays as a plain line. */
export function ttyDisplay({
  stream,
  write,
  paint,
  verbose,
  isLineOpen,
  now,
}: DisplayContext): Display {
  const active = activeWork();
  const live = createLogUpdate(stream, {showCursor: true});
  let frame = 0;
  let timer: NodeJS.Timeout | undefined;

  const draw = (): void => {
    frame = (frame + 1) % FRAMES.length;
    const lines = active
      .list()
      .filter(({since}) => verbose || now() - since >= WORTH_SHOWING_MS)
      .map((work) => `${indent(work.event.id)}${FRAMES[frame] ?? ''} ${presentWord(work, now())}`);
    // Text of the function that has not ended its line yet must not be drawn over.
    if (lines.length === 0 || isLineOpen()) live.clear();
    else live(lines.join('\n'));
  };

  return {
    show(event, at = now()) {
      const ended = active.take(event, at);
      timer ??= setInterval(draw, FRAME_MS).unref();
      const line = ended === undefined ? undefined : lastWord(ended, at, verbose);
      if (line === undefined) return;
      live.clear();
      write(`${event.status === 'failed' ? paint.red(line) : paint.dim(line)}\n`);
    },
    erase: () => live.clear(),
    close: () => {
      clearInterval(timer);
      live.clear();
    },
  };
}

/** Part of other work stands below it. */
const indent = (id: string): string => '  '.repeat(id.split('/').length - 1);
