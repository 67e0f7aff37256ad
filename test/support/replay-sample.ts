import type {Difference} from '../../src/core/difference.js';
import type {Status} from '../../src/core/invocation.js';
import type {SkippedRecord} from '../../src/core/recorded-event.js';
import type {ReplayEntry} from '../../src/core/replay-entry.js';
import type {ReplayReport, ReplayRun} from '../../src/core/replay-report.js';
import {openTally} from '../../src/core/replay-summary.js';

/** An entry that ended well, but for what is said. */
export function sampleEntry(index: number, changes: Partial<ReplayEntry> = {}): ReplayEntry {
  return {
    schemaVersion: 1,
    function: 'orders',
    requestId: `8f1c2d3e-0000-4000-8000-${String(index).padStart(12, '0')}`,
    eventId: `order-${index}`,
    status: 'ok',
    payload: {accepted: true, orderId: index},
    error: null,
    durationMs: 4 + (index % 17),
    initDurationMs: null,
    billedDurationMs: 5 + (index % 17),
    memoryLimitMb: 128,
    maxMemoryUsedMb: 41.2,
    coldStart: false,
    attempts: 1,
    driver: 'rie',
    timings: {
      resolveMs: null,
      buildMs: null,
      startMs: null,
      readyMs: null,
      invokeMs: 5,
      stopMs: null,
    },
    image: {
      base: 'public.ecr.aws/lambda/nodejs:22',
      baseDigest: null,
      derived: 'lambdock/orders:3f2a',
      reused: true,
      standIn: false,
    },
    logs: [],
    index,
    place: {file: 'orders.ndjson', line: index + 1},
    check: null,
    diff: null,
    ...changes,
  };
}

/** An entry that failed. */
export const failedEntry = (
  index: number,
  [status, type, message]: readonly [Status, string, string],
  changes: Partial<ReplayEntry> = {},
): ReplayEntry =>
  sampleEntry(index, {
    status,
    payload: null,
    error: {type, message, stackTrace: ['at handler (/var/task/index.mjs:3:9)']},
    ...changes,
  });

/** An entry that answers otherwise than its golden. */
export const differentEntry = (index: number, diff: readonly Difference[]): ReplayEntry =>
  sampleEntry(index, {check: 'different', diff});

/** A report of a run with these entries and skipped records. */
export function sampleReport(
  entries: Iterable<ReplayEntry>,
  skipped: readonly SkippedRecord[] = [],
  run: Partial<ReplayRun> = {},
): ReplayReport {
  const all = [...entries];
  const tally = openTally();
  for (const entry of all) tally.add(entry);
  for (const {reason} of skipped) tally.skip(reason);
  return {
    summary: tally.summary({function: 'orders', wallMs: 12_345}),
    run: {
      function: 'orders',
      project: 'lambdock.yml',
      inputs: ['orders.ndjson'],
      formats: {'orders.ndjson': 'ndjson'},
      driver: 'rie',
      image: 'lambdock/orders:3f2a',
      seed: null,
      shard: null,
      egress: 'none',
      version: '0.1.0',
      began: '2026-03-01T10:00:00.000Z',
      ...run,
    },
    async *entries() {
      yield* all;
    },
    async *lines() {
      yield* all.map((entry) => JSON.stringify(entry));
    },
    async *skipped() {
      yield* skipped;
    },
    recorded: () => ({
      of: async ({index}) => ({json: `{"orderId":${index},"price":1.10}`}),
      [Symbol.asyncDispose]: async () => undefined,
    }),
  };
}

/** All pieces of a report as one text. */
export async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  const texts: string[] = [];
  for await (const piece of pieces) texts.push(piece);
  return texts.join('');
}

/** Texts that break escapes: markup, controls, lone surrogates, line ends that only some know. */
export const HOSTILE = [
  `</script><img src=x onerror="document.title='broken'">`,
  '<!-- <script>',
  ']]>&amp;&#0;',
  '\u0000\u0007\u001b[31mred\u001b[0m\ufffe\uffff',
  '\ud800 lone \udc00',
  'a\u2028b\u2029c\u0085d',
  'line\r\nbreak\ttab',
  '100% :,;%0A::error::x',
  '| **bold** `code` [link](javascript:1) @user',
  '😀 ‮right to left',
  '__proto__',
  'x'.repeat(50_000),
] as const;
