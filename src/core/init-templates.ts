/** Runtimes that `lambdock init` has a first function for. */
export const INIT_RUNTIMES = ['nodejs22.x', 'python3.13'] as const;

/** One of them. */
export type InitRuntime = (typeof INIT_RUNTIMES)[number];

/** A file to write; the path is relative and uses `/`. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** The function that every template describes. */
export const FIRST_FUNCTION = 'hello';

/** What `lambdock init` writes: a project file and a first function, each small enough to read. */
export const initFiles = (runtime: InitRuntime): readonly NewFile[] => [
  {path: 'lambdock.yml', text: projectText(runtime)},
  HANDLERS[runtime],
  {path: 'events/hello.json', text: '{"name": "Ada"}\n'},
];

const projectText = (runtime: InitRuntime): string => `version: 1

defaults:
  runtime: ${runtime}
  timeout: 3
  memory: 128

functions:
  ${FIRST_FUNCTION}:
    handler: ${runtime === 'nodejs22.x' ? 'index.handler' : 'app.handler'}
    code: ./${FIRST_FUNCTION}
    environment:
      GREETING: Hello
`;

const HANDLERS: Readonly<Record<InitRuntime, NewFile>> = {
  'nodejs22.x': {
    path: `${FIRST_FUNCTION}/index.mjs`,
    text: `export const handler = async (event) => {
  console.log('event', event);
  return {message: \`\${process.env.GREETING} \${event.name ?? 'world'}\`};
};
`,
  },
  'python3.13': {
    path: `${FIRST_FUNCTION}/app.py`,
    text: `import os


def handler(event, context):
    print("event", event)
    return {"message": f"{os.environ['GREETING']} {event.get('name', 'world')}"}
`,
  },
};
