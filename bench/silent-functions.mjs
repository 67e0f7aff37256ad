// Functions that do nothing, silent and with a line per event: what is left is what lambdock takes.
import {join} from 'node:path';
import {write} from './sample-project.mjs';

export const EVENT = '{"name":"Ada"}';

/** By name: how the function is called in a table, its handler and its files. */
const FUNCTIONS = {
  'bench-silent-node': {
    what: 'Node, silent',
    handler: 'index.handler',
    file: 'index.mjs',
    text: 'export const handler = async ({name}) => ({message: `Hello ${name}`});\n',
  },
  'bench-silent-python': {
    what: 'Python, silent',
    runtime: 'python3.13',
    handler: 'app.handler',
    file: 'app.py',
    text: 'def handler(event, context):\n    return {"message": "Hello " + event["name"]}\n',
  },
  'bench-line-node': {
    what: 'Node, a line per event',
    handler: 'index.handler',
    file: 'index.mjs',
    text: 'export const handler = async ({name}) => {\n  console.log(`greeting ${name}`);\n  return {message: `Hello ${name}`};\n};\n',
  },
  'bench-line-python': {
    what: 'Python, a line per event',
    runtime: 'python3.13',
    handler: 'app.handler',
    file: 'app.py',
    text: 'def handler(event, context):\n    print("greeting " + event["name"])\n    return {"message": "Hello " + event["name"]}\n',
  },
  'bench-clock-node': {
    what: 'Node',
    handler: 'index.handler',
    file: 'index.mjs',
    text: 'export const handler = async () => ({at: Date.now()});\n',
  },
  'bench-clock-python': {
    what: 'Python',
    runtime: 'python3.13',
    handler: 'app.handler',
    file: 'app.py',
    text: 'import time\n\n\ndef handler(event, context):\n    return {"at": time.time() * 1000}\n',
  },
};

/** They answer with the time at which the event came to them. */
export const CLOCKS = ['bench-clock-node', 'bench-clock-python'];
export const SILENT = ['bench-silent-node', 'bench-silent-python'];
export const LOGGING = ['bench-line-node', 'bench-line-python'];

/** Writes them into the sample project and builds them: {name, what, handler, image} each. */
export async function makeSilentFunctions(sample, names) {
  const declared = {};
  for (const [name, {runtime, handler, file, text}] of Object.entries(FUNCTIONS)) {
    write(join(sample.folder, name, file), text);
    declared[name] = {...(runtime && {runtime}), handler, code: `./${name}`};
  }
  sample.declare(declared);
  const made = [];
  for (const name of names) {
    const {what, handler} = FUNCTIONS[name];
    made.push({name, what, handler, image: (await sample.build(name)).plan.image});
  }
  // How an emulator is reached is seen by the first container and known to all after it, as to every user.
  await sample.invoke(names[0]);
  return made;
}
