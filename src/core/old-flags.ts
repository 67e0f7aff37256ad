/** The commands whose words people bring along. */
export type OldTool = 'serverless' | 'sam' | 'lambda-local';

/** What becomes of a flag of theirs on `lambdock invoke`. */
export type OldMeaning =
  /** Ours has the same name and takes the same. */
  | {readonly kind: 'same'}
  /** Taken as ours of another name. */
  | {readonly kind: 'as'; readonly flag: string}
  /** Taken as the name of the function. */
  | {readonly kind: 'function'}
  /** Taken as `--param K=V`, once for each parameter of SAM's syntax. */
  | {readonly kind: 'parameters'}
  /** Taken, and needs nothing: it is so anyway, or there is nothing to skip. */
  | {readonly kind: 'nothing'}
  /** Taken as flags with values of their own. */
  | {readonly kind: 'means'; readonly words: readonly string[]}
  /** Not taken: the message says what to do instead. */
  | {readonly kind: 'instead'};

/** One flag of another tool. */
export interface OldFlag {
  /** With its dashes; the first is the name, others are its short forms. */
  readonly names: readonly string[];
  readonly tools: readonly OldTool[];
  readonly takesValue: boolean;
  readonly meaning: OldMeaning;
  /** What ours is, as docs/migrate.md and messages say it. */
  readonly ours: string;
}

type Row = readonly [names: string, tools: string, value: 0 | 1, meaning: OldMeaning, ours: string];

const SAME: OldMeaning = {kind: 'same'};
const NOTHING: OldMeaning = {kind: 'nothing'};
const INSTEAD: OldMeaning = {kind: 'instead'};
const as = (flag: string): OldMeaning => ({kind: 'as', flag});

const TOOLS: Readonly<Record<string, OldTool>> = {s: 'serverless', a: 'sam', l: 'lambda-local'};

/**
 * Every flag of `serverless invoke local`, `sam local invoke`, `sam local start-lambda` and
 * `lambda-local`; tools by letter: s, a, l, with blanks between. A short form that means something else here is not taken.
 */
const ROWS: readonly Row[] = [
  ['--function -f', 's', 1, {kind: 'function'}, 'the argument: `lambdock invoke NAME`'],
  ['--path -p', 's', 1, as('event'), '`-e FILE`, `--event FILE` (`-p` is the project here)'],
  ['--data -d', 's', 1, SAME, '`-d`, `--data`'],
  ['--raw', 's', 0, SAME, '`--raw`'],
  ['--context -c', 's', 1, SAME, '`-c`, `--context`'],
  ['--contextPath -x', 's', 1, as('context-path'), '`--context-path FILE`'],
  ['--env -e', 's', 1, SAME, '`--env K=V` (`-e` is the event here)'],
  ['--docker', 's', 0, NOTHING, 'every invocation runs in Docker'],
  [
    '--docker-arg',
    's',
    1,
    INSTEAD,
    '`--mount`, `--network`, `--add-host`, `--dns`, or `docker:` of lambdock.yml',
  ],
  ['--skip-package', 's', 0, NOTHING, 'nothing is packaged; unchanged code is not sent again'],
  ['--stage -s', 's', 1, SAME, '`--stage NAME`'],
  ['--param', 's', 1, SAME, '`--param K=V`'],
  ['--region -r', 's', 1, SAME, '`--region NAME`'],
  ['--region', 'a l', 1, SAME, '`--region NAME`'],
  ['--aws-profile', 's', 1, SAME, '`--aws-profile NAME`'],
  ['--config', 's', 1, as('project'), '`-p FILE`, `--project FILE`'],
  ['--verbose', 's', 0, SAME, '`-v`, `--verbose`'],
  ['--debug', 's', 1, INSTEAD, '`-v`, `--verbose`; `--inspect` for a debugger'],
  ['--app', 's', 1, INSTEAD, 'nothing: lambdock knows no dashboard'],
  ['--org', 's', 1, INSTEAD, 'nothing: lambdock knows no dashboard'],
  ['--use-local-credentials', 's', 0, INSTEAD, '`--aws-profile NAME` or `--aws-env`'],

  ['--template --template-file -t', 'a', 1, as('project'), '`-p FILE`, `--project FILE`'],
  ['--event -e', 'a', 1, SAME, '`-e`, `--event`'],
  ['--no-event', 'a', 0, {kind: 'means', words: ['--data', '{}']}, '`-d {}`'],
  [
    '--env-vars -n',
    'a',
    1,
    as('env-file'),
    '`--env-file FILE`: SAM’s JSON with `Parameters` and logical ids is read as it is',
  ],
  ['--parameter-overrides', 'a', 1, {kind: 'parameters'}, '`--param K=V`, once each'],
  ['--skip-pull-image', 'a', 0, {kind: 'means', words: ['--pull', 'never']}, '`--pull never`'],
  ['--no-skip-pull-image', 'a', 0, NOTHING, '`--pull missing`, the default'],
  [
    '--force-image-build',
    'a',
    0,
    NOTHING,
    'nothing: an image is named by its content, so it is never stale',
  ],
  ['--docker-network', 'a', 1, as('network'), '`--network NAME`'],
  ['--add-host', 'a', 1, SAME, '`--add-host HOST:IP`'],
  ['--container-dns', 'a', 1, as('dns'), '`--dns IP`'],
  ['--no-memory-limit', 'a', 0, SAME, '`--no-memory-limit`'],
  ['--profile', 'a', 1, as('aws-profile'), '`--aws-profile NAME`'],
  [
    '--invoke-image -ii',
    'a',
    1,
    INSTEAD,
    '`--image NAME`, or `baseImage:` of a function in lambdock.yml',
  ],
  ['--debug-port -d', 'a', 1, as('inspect'), '`--inspect PORT` (`-d` is the event’s text here)'],
  [
    '--debugger-path',
    'a',
    1,
    INSTEAD,
    '`--inspect`, which brings the debugger; Python wants debugpy in code or a layer',
  ],
  ['--debug-args', 'a', 1, INSTEAD, '`--inspect`; `--env NODE_OPTIONS=…` for more'],
  ['--debug-function', 'a', 1, INSTEAD, '`lambdock invoke NAME --inspect`'],
  ['--container-env-vars', 'a', 1, INSTEAD, '`--env K=V`, `--env-file FILE`'],
  [
    '--docker-volume-basedir -v',
    'a',
    1,
    INSTEAD,
    'nothing: code travels through the API, so a remote engine needs no shared folder',
  ],
  ['--mount-symlinks', 'a', 0, NOTHING, 'nothing: links stay links'],
  ['--no-mount-symlinks', 'a', 0, NOTHING, 'nothing: links stay links'],
  ['--log-file -l', 'a', 1, INSTEAD, '`2> FILE`: logs go to stderr, the answer to stdout'],
  ['--layer-cache-basedir', 'a', 1, as('layers-cache'), '`--layers-cache DIR`'],
  [
    '--container-host',
    'a',
    1,
    INSTEAD,
    '`--docker-host URL`: the port is reached where the engine is',
  ],
  [
    '--container-host-interface',
    'a',
    1,
    INSTEAD,
    'nothing: a local engine’s ports are on the loopback alone',
  ],
  [
    '--hook-name',
    'a',
    1,
    INSTEAD,
    '`--runtime`, `--handler` and `--code` describe a function of any origin',
  ],
  ['--skip-prepare-infra', 'a', 0, NOTHING, 'nothing is prepared'],
  ['--terraform-plan-file', 'a', 1, INSTEAD, '`--runtime`, `--handler` and `--code`'],
  ['--terraform-project-root-path', 'a', 1, INSTEAD, '`--runtime`, `--handler` and `--code`'],
  ['--prepare-infra', 'a', 0, INSTEAD, '`--runtime`, `--handler` and `--code`'],
  [
    '--language-extensions',
    'a',
    0,
    INSTEAD,
    'nothing: the transform is not applied; give lambdock the template that `sam build` wrote',
  ],
  ['--no-language-extensions', 'a', 0, NOTHING, 'nothing: the transform is not applied'],
  ['--runtime -r', 'a', 1, SAME, '`--runtime ID`'],
  ['--config-file', 'a', 1, INSTEAD, '`LAMBDOCK_<FLAG>` variables, or lambdock.yml'],
  ['--config-env', 'a', 1, INSTEAD, '`LAMBDOCK_<FLAG>` variables'],
  ['--save-params', 'a', 0, INSTEAD, '`LAMBDOCK_<FLAG>` variables'],
  ['--tenant-id', 'a', 1, INSTEAD, 'nothing yet: the emulator hands on no tenant'],
  ['--durable-execution-name', 'a', 1, INSTEAD, 'nothing: durable functions are not run'],
  ['--debug', 'a', 0, INSTEAD, '`-v`, `--verbose`'],
  ['--beta-features', 'a', 0, NOTHING, 'nothing: there are none'],
  ['--no-beta-features', 'a', 0, NOTHING, 'nothing: there are none'],
  ['--host', 'a', 1, INSTEAD, '`lambdock serve --host ADDRESS`'],
  ['--port -p', 'a', 1, INSTEAD, '`lambdock serve --port PORT` (`-p` is the project here)'],
  [
    '--warm-containers',
    'a',
    1,
    INSTEAD,
    '`lambdock serve`, warm from the start; `--warm 0` for LAZY; `--keep-warm` of `lambdock invoke`',
  ],
  ['--shutdown', 'a', 0, NOTHING, 'extensions are always told of the end'],
  ['--ssl-cert-file', 'a', 1, INSTEAD, 'nothing: `lambdock serve` speaks HTTP on the loopback'],
  ['--ssl-key-file', 'a', 1, INSTEAD, 'nothing: `lambdock serve` speaks HTTP on the loopback'],

  [
    '--lambda-path -l',
    'l',
    1,
    INSTEAD,
    '`--code FOLDER --handler FILE.FUNCTION --runtime nodejs22.x`',
  ],
  ['--event-path -e', 'l', 1, as('event'), '`-e`, `--event`'],
  ['--handler -h', 'l', 1, SAME, '`--handler FILE.FUNCTION` (`-h` is the help here)'],
  ['--esm', 'l', 0, NOTHING, 'nothing: the runtime tells modules apart'],
  ['--timeout -t', 'l', 1, SAME, '`--timeout SECONDS`'],
  ['--profile -p', 'l', 1, as('aws-profile'), '`--aws-profile NAME` (`-p` is the project here)'],
  [
    '--profile-path -P',
    'l',
    1,
    INSTEAD,
    '`--aws-profile NAME`, with AWS_SHARED_CREDENTIALS_FILE set',
  ],
  ['--environment -E', 'l', 1, INSTEAD, '`--env K=V`, once each, or `--env-file FILE`'],
  ['--wait-empty-event-loop', 'l', 0, NOTHING, 'nothing: the runtime itself decides'],
  ['--envdestroy', 'l', 0, NOTHING, 'nothing: each run has an environment of its own'],
  ['--verboselevel -v', 'l', 1, INSTEAD, '`-q`, `--quiet`; `-v`, `--verbose` takes no value'],
  ['--envfile', 'l', 1, as('env-file'), '`--env-file FILE`'],
  ['--inspect', 'l', 1, SAME, '`--inspect [PORT]`'],
  ['--watch -W', 'l', 1, INSTEAD, '`--watch`, which looks at the code by itself'],
];

/** The table as data. */
export const OLD_FLAGS: readonly OldFlag[] = ROWS.map(([names, tools, value, meaning, ours]) => ({
  names: names.split(' '),
  tools: tools.split(' ').flatMap((letter) => TOOLS[letter] ?? []),
  takesValue: value === 1,
  meaning,
  ours,
}));
