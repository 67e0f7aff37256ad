/**
 * What a function finds in its environment, by the developer guide's "Defined runtime environment
 * variables": https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
const EVERY_RUNTIME: Readonly<Record<string, string | RegExp>> = {
  _HANDLER: /./,
  _X_AMZN_TRACE_ID: /^Root=/,
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_REGION: 'us-east-1',
  AWS_LAMBDA_FUNCTION_NAME: /./,
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_GROUP_NAME: /^\/aws\/lambda\/./,
  AWS_LAMBDA_LOG_STREAM_NAME: /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][\da-f]{32}$/,
  AWS_ACCESS_KEY_ID: /./,
  AWS_SECRET_ACCESS_KEY: /./,
  AWS_SESSION_TOKEN: /./,
  AWS_LAMBDA_RUNTIME_API: /^127\.0\.0\.1:\d+$/,
  LAMBDA_TASK_ROOT: '/var/task',
  LAMBDA_RUNTIME_DIR: '/var/runtime',
  LANG: 'en_US.UTF-8',
  PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
  LD_LIBRARY_PATH:
    '/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib',
  AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
  AWS_XRAY_DAEMON_ADDRESS: /:2000$/,
  TZ: ':UTC',
};

/** Beside these, by family; `#` stands for the version. */
const OF_FAMILY: Readonly<Record<string, Readonly<Record<string, string | RegExp>>>> = {
  nodejs: {
    NODE_PATH:
      '/opt/nodejs/node#/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:/var/runtime:/var/task',
  },
  python: {PYTHONPATH: '/var/runtime'},
  ruby: {GEM_PATH: /^\/opt\/ruby\/gems\/#\.0:|vendor\/bundle\/ruby\/#\.0/},
};

/** Why a line of the difference is there. Every other line is a defect. */
export const EXPLAINED: Readonly<Record<string, string>> = {
  '- _X_AMZN_TRACE_ID': 'the emulator gives the runtime no trace id',
  '~ _X_AMZN_TRACE_ID': 'Go sets it to what it is given: nothing',
  '- AWS_XRAY_DAEMON_ADDRESS': 'there is no X-Ray daemon',
  '~ AWS_SESSION_TOKEN': 'without real credentials there is none; the emulator makes it empty',
  '+ AWS_LAMBDA_FUNCTION_TIMEOUT': 'setting of the emulator, which hides nothing',
  '+ AWS_LAMBDA_METADATA_API': 'of newer emulators; documented for availability zone metadata',
  '+ AWS_LAMBDA_METADATA_TOKEN': 'of newer emulators; documented for availability zone metadata',
  '+ HOME': 'set by Docker',
  '+ HOSTNAME': 'set by Docker',
  '+ PWD': 'set by the shell that starts the runtime',
  '+ SHLVL': 'set by the shell that starts the runtime',
  '+ _': 'set by the shell that starts the runtime',
  '+ OLDPWD': 'set by the shell that starts the runtime',
  '+ RUBYLIB': 'the layer path of Ruby, documented with layers',
};

/** The documented variables of a runtime. */
export function documentedFor(runtime: string): Readonly<Record<string, string | RegExp>> {
  const [, family = '', version = ''] = /^([a-z]+)\.?(.*?)(?:\.x)?$/.exec(runtime) ?? [];
  const more = Object.entries(OF_FAMILY[family] ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string'
      ? value.replace('#', version)
      : new RegExp(value.source.replaceAll('#', version.replace('.', '\\.'))),
  ]);
  const common = {...EVERY_RUNTIME, ...(Object.fromEntries(more) as Record<string, string>)};
  // An OS-only runtime has no language, hence no /var/lang, and no AWS_EXECUTION_ENV.
  return family === 'provided'
    ? {
        ...common,
        PATH: '/usr/local/bin:/usr/bin/:/bin:/opt/bin',
        LD_LIBRARY_PATH: String(EVERY_RUNTIME['LD_LIBRARY_PATH']).replace('/var/lang/lib:', ''),
      }
    : {...common, AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`};
}

/** `- NAME` is missing, `+ NAME` is not documented, `~ NAME` has another value. */
export function differences(
  found: Readonly<Record<string, string>>,
  documented: Readonly<Record<string, string | RegExp>>,
): readonly string[] {
  const fits = (value: string, wanted: string | RegExp): boolean =>
    typeof wanted === 'string' ? value === wanted : wanted.test(value);
  return [
    ...Object.keys(documented)
      .filter((name) => found[name] === undefined)
      .map((name) => `- ${name}`),
    ...Object.keys(found)
      .filter((name) => documented[name] === undefined)
      .map((name) => `+ ${name}`),
    ...Object.entries(documented)
      .filter(([name, wanted]) => found[name] !== undefined && !fits(found[name], wanted))
      .map(([name]) => `~ ${name}`),
  ].sort();
}
