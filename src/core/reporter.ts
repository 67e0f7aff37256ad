import {LambdockError} from '../errors/lambdock-error.js';
import {closest} from './nearest-name.js';

/** The names of `--reporter`. */
export const REPORTERS = ['tty', 'plain', 'json', 'ndjson', 'junit', 'github', 'html'] as const;

/** A reporter by its name. */
export type ReporterName = (typeof REPORTERS)[number];

/** One `--reporter NAME[=FILE]`. */
export interface ReporterWish {
  readonly name: ReporterName;
  /** Null for where it writes by itself. */
  readonly file: string | null;
}

/** Reads `junit=report.xml`. */
export function reporterWish(text: string): ReporterWish {
  const at = text.indexOf('=');
  const word = at === -1 ? text : text.slice(0, at);
  const file = at === -1 ? null : text.slice(at + 1);
  const name = REPORTERS.find((known) => known === word);
  if (name === undefined) throw unknown(word);
  if (file === '') throw usage(`--reporter ${text} names no file`, [`--reporter ${name}=FILE`]);
  if (file !== null && name === 'tty')
    throw usage('the reporter tty draws on the terminal and writes no file', [
      `--reporter plain=${file}`,
    ]);
  return {name, file};
}

function unknown(word: string): LambdockError {
  const near = closest(word, REPORTERS);
  const known = `the reporters are ${REPORTERS.join(', ')}`;
  return usage(`there is no reporter ${JSON.stringify(word)}`, [
    near === undefined ? known : `did you mean --reporter ${near}? ${known}`,
  ]);
}

const usage = (message: string, suggestions: readonly string[]): LambdockError =>
  new LambdockError('USAGE', {message, suggestions});

/** What goes where at the end of a run. */
export interface ReportPlan {
  /** How the run is followed on stderr. */
  readonly live: 'tty' | 'plain' | 'none';
  /** Where the summary in words goes, if anywhere. */
  readonly words: 'stdout' | 'stderr' | null;
  /** The one whose text is stdout. */
  readonly stdout: 'json' | 'ndjson' | 'junit' | 'html' | null;
  /** Whether GitHub is told on stdout. */
  readonly github: boolean;
  readonly files: readonly (ReporterWish & {readonly file: string})[];
  /** A folder that gets a file with the log of each event. */
  readonly logs?: string;
}

/** All that a plan writes into files and folders of its own. */
export const placesOf = ({files, logs}: ReportPlan): readonly string[] => [
  ...files.map(({file}) => file),
  ...(logs === undefined ? [] : [logs]),
];

/** Where the run takes place. */
export interface ReportSurroundings {
  /** Whether --json has taken stdout. */
  readonly isJson: boolean;
  /** Whether a person looks at stderr. */
  readonly isTerminal: boolean;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** What `--reporter` means here; two that would write to the same place are refused. */
export function planReports(
  wishes: readonly ReporterWish[],
  {isJson, isTerminal, variables}: ReportSurroundings,
): ReportPlan {
  const files = wishes.flatMap(({name, file}) => (file === null ? [] : [{name, file}]));
  const bare = new Set(wishes.flatMap(({name, file}) => (file === null ? [name] : [])));
  const data = DATA.filter((name) => bare.has(name));
  refuseClashes(files, [...data, ...(isJson ? ['--json'] : [])]);
  const hasData = isJson || data.length > 0;
  if (hasData && bare.has('github')) refuseGithub();
  const isDefault = wishes.length === 0;
  const wordy = isDefault || bare.has('tty') || bare.has('plain');
  return {
    live: liveOf({isDefault, isTerminal, bare}),
    words: !wordy ? null : hasData ? 'stderr' : 'stdout',
    stdout: data[0] ?? null,
    github: bare.has('github') || (!hasData && variables['GITHUB_ACTIONS'] === 'true'),
    files,
  };
}

const DATA = ['json', 'ndjson', 'junit', 'html'] as const;

function liveOf({
  isDefault,
  isTerminal,
  bare,
}: {
  readonly isDefault: boolean;
  readonly isTerminal: boolean;
  readonly bare: ReadonlySet<ReporterName>;
}): ReportPlan['live'] {
  if (bare.has('plain')) return 'plain';
  if (bare.has('tty')) return isTerminal ? 'tty' : 'none';
  if (!isDefault) return 'none';
  return isTerminal ? 'tty' : 'plain';
}

function refuseClashes(files: readonly {readonly file: string}[], stdout: readonly string[]): void {
  const [first, second] = stdout;
  if (second !== undefined)
    throw usage(`${first ?? ''} and ${second} would both write to stdout`, [
      `--reporter ${first ?? ''}=FILE`,
    ]);
  const seen = new Set<string>();
  for (const {file} of files) {
    if (seen.has(file)) throw usage(`two reporters would write to ${file}`, ['name a file each']);
    seen.add(file);
  }
}

function refuseGithub(): never {
  throw usage('the reporter github writes to stdout, which carries another report', [
    'give the other one a file: --reporter junit=FILE',
  ]);
}
