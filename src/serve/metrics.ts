import type {Gauge, Registry} from 'prom-client';
import type {AccessRecord} from '../core/access-record.js';
import type {InvocationResult} from '../core/invocation.js';
import type {ServedFunctions} from '../core/served-function.js';

/** Counts what is answered, and tells it in the text format of Prometheus. */
export interface ServeMetrics {
  readonly contentType: string;
  /** A request was answered. */
  answered(record: AccessRecord): void;
  /** A function was given an event. */
  ran(functionName: string, result: InvocationResult, durationMs: number): void;
  text(): Promise<string>;
}

/** What the gauges are read from when they are asked for. */
export interface MetricsSource {
  readonly functions: ServedFunctions;
  /** Events that nobody waits for. */
  readonly accepted: (functionName: string) => number;
}

/** Seconds; from a warm event that does nothing to Lambda's longest. */
const BUCKETS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900,
];

/** Opens the figures of one server; nothing is measured that was not going to be known anyway. */
export async function serveMetrics(source: MetricsSource): Promise<ServeMetrics> {
  const {default: prometheus} = await import('prom-client');
  const registers = [new prometheus.Registry()];
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new prometheus.Counter({name, help, labelNames: [...labelNames], registers});
  const requests = counter('lambdock_requests_total', 'Requests answered, by HTTP status.', [
    'function',
    'code',
  ]);
  const invocations = counter(
    'lambdock_invocations_total',
    'Events that a function was given, by what became of them.',
    ['function', 'status'],
  );
  const errors = counter('lambdock_errors_total', 'Requests refused, by the name of the error.', [
    'function',
    'error',
  ]);
  const coldStarts = counter(
    'lambdock_cold_starts_total',
    'Events that were the first of their execution environment.',
    ['function'],
  );
  const durations = new prometheus.Histogram({
    name: 'lambdock_invocation_duration_seconds',
    help: 'From an event that wants an environment to its end, waiting included.',
    labelNames: ['function'],
    buckets: BUCKETS,
    registers,
  });
  openGauges(prometheus.Gauge, source, registers);
  return {
    contentType: registers[0]?.contentType ?? 'text/plain',
    answered({function: name, httpStatus, errorType}) {
      requests.inc({function: name ?? '', code: String(httpStatus)});
      if (errorType !== null) errors.inc({function: name ?? '', error: errorType});
    },
    ran(name, {status, coldStart}, durationMs) {
      const of = {function: name};
      invocations.inc({function: name, status});
      durations.observe(of, durationMs / 1000);
      if (coldStart) coldStarts.inc(of);
    },
    text: async () => (await registers[0]?.metrics()) ?? '',
  };
}

/** They are read when somebody asks. */
function openGauges(
  GaugeOf: typeof Gauge,
  {functions, accepted}: MetricsSource,
  registers: Registry[],
): void {
  new GaugeOf({
    name: 'lambdock_environments',
    help: 'Execution environments, by whether they have an event.',
    labelNames: ['function', 'state'],
    registers,
    collect() {
      this.reset();
      for (const {name, figures} of rows(functions)) {
        this.set({function: name, state: 'busy'}, figures.busy);
        this.set({function: name, state: 'idle'}, figures.environments - figures.busy);
      }
    },
  });
  const gauge = (name: string, help: string, read: (row: Row) => number): unknown =>
    new GaugeOf({
      name,
      help,
      labelNames: ['function'],
      registers,
      collect() {
        this.reset();
        for (const row of rows(functions)) this.set({function: row.name}, read(row));
      },
    });
  gauge(
    'lambdock_events_waiting',
    'Events that wait for an execution environment.',
    ({figures}) => figures.waiting,
  );
  gauge(
    'lambdock_events_accepted',
    'Events that were answered 202 and have not come to their end.',
    ({name}) => accepted(name),
  );
  gauge('lambdock_ready', 'Whether the first environments of a function are warm.', ({figures}) =>
    figures.isReady ? 1 : 0,
  );
}

interface Row {
  readonly name: string;
  readonly figures: ReturnType<ReturnType<ServedFunctions['list']>[number]['figures']>;
}

const rows = (functions: ServedFunctions): readonly Row[] =>
  functions.list().map((served) => ({name: served.name, figures: served.figures()}));
