import type {TempFiles} from './in-temp-folder.js';

/** A recipe with one part that says its arguments, and a Dockerfile that starts from nothing. */
export const sampleTable = (image = 'lambdock-test/stand-in:1') => ({
  parts: {
    hello: {script: 'parts/hello.sh', inputs: ['parts/words']},
    world: {script: 'parts/world.sh', inputs: []},
  },
  images: {
    'nodejs22.x': {
      image,
      architectures: ['x86_64'],
      dockerfile: 'node/Dockerfile',
      buildArgs: {GREETING: 'hello'},
      context: ['node/start'],
      parts: [
        {part: 'hello', args: ['1.0', '{architecture}'], to: 'hello'},
        {part: 'world', args: [], to: 'world'},
      ],
    },
  },
});

/** Scripts as those of images/: a folder to fill, lines on stderr. */
export const SCRIPTS = {
  good: (label: string): string =>
    [
      'echo "part: working" >&2',
      `mkdir -p "$1/content/lib"; echo "$2 $3" >"$1/content/lib/args"; echo "${label}" >"$1/label"`,
      '',
    ].join('\n'),
  bad: 'echo "world: no such package" >&2\nexit 3\n',
  volatile: 'mkdir "$1/content"; echo second best >"$1/label"; touch "$1/volatile"\n',
  endless: 'mkdir "$1/content"; echo "part: waiting" >&2; sleep 600\n',
} as const;

/** Files of a folder of recipes. */
export const recipeFiles = (over: TempFiles = {}, table: object = sampleTable()): TempFiles => ({
  'images/stand-ins.json': JSON.stringify(table),
  'images/parts/hello.sh': SCRIPTS.good('hello 1.0'),
  'images/parts/world.sh': SCRIPTS.good('world'),
  'images/parts/words/a': 'a',
  'images/parts/words/b': 'b',
  'images/node/Dockerfile': 'FROM scratch\nCOPY hello/ /hello/\nCOPY world/ node/start /\n',
  'images/node/start': '#!/bin/sh\n',
  ...over,
});
