import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

/** @type {import('lambdock').Hooks} */
export default {
  // Wrong projects are not run: every text is a problem.
  validate({functions}) {
    return functions
      .filter(({timeoutMs}) => timeoutMs > 60_000)
      .map(({name}) => `${name} may take a minute at most`);
  },

  // The place to compile: what it returns is taken in place of the function's code.
  async beforeBuild({function: {code}, project}) {
    const source = await readFile(join(code.path, 'index.template.mjs'), 'utf8');
    const folder = join(project.root, 'build');
    await mkdir(folder, {recursive: true});
    await writeFile(join(folder, 'index.mjs'), source.replace('@BUILT@', 'by beforeBuild'));
    return {code: './build'};
  },

  afterBuild({image, built}) {
    console.log(`${image} is ${built ? 'new' : 'as it was'}`);
  },

  // Every event gets a name, and the function a variable.
  beforeInvoke({event}) {
    return {event: {name: 'world', ...event}, environment: {USER_NAME: 'lambdock'}};
  },

  afterInvoke({function: {name}, result}) {
    console.log(`${name}: ${result.status}`);
  },

  // What is told in the end: here the answer without a key that changes, and a failure of one's own.
  result({result}) {
    if (result.status !== 'ok') return;
    const {built, ...payload} = result.payload;
    if (built === undefined) return {fail: 'the code was not built'};
    return {payload};
  },
};
