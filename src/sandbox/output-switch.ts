import {lineSplitter} from '../core/line-splitter.js';
import type {OutputSink} from '../docker/engine.js';

const LAST_LINES = 50;

/** Directs a container's two streams to whoever watches the event in flight. */
export interface OutputSwitch {
  /** Given to the attachment, once. */
  readonly sink: OutputSink;
  /** Hands the streams to a watcher; null lets them pass. */
  direct(watcher: OutputSink | null): void;
  /** The latest lines of both streams while nobody watched. */
  lastLines(): readonly string[];
}

/** A switch that keeps the last lines until someone watches. */
export function outputSwitch(): OutputSwitch {
  const lines: string[] = [];
  const keep = lineSplitter((line) => {
    lines.push(line);
    if (lines.length > LAST_LINES) lines.shift();
  });
  let watcher: OutputSink | null = null;
  return {
    sink: {
      stdout: (chunk) => (watcher === null ? keep(chunk) : watcher.stdout(chunk)),
      stderr: (chunk) => (watcher === null ? keep(chunk) : watcher.stderr(chunk)),
    },
    direct(next) {
      watcher = next;
    },
    lastLines: () => lines,
  };
}
