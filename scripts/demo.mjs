// `npm run demo`: from a fresh clone to two real invocations.
import {join} from 'node:path';
import {prepare, root, run, say} from './prepare.mjs';

const RUNTIMES = ['nodejs22.x', 'python3.13'];
const EVENT = JSON.stringify({name: 'Ada'});

await prepare(RUNTIMES);
let failed = 0;
for (const name of ['hello-node', 'hello-python']) {
  say(`\n$ lambdock invoke ${name} -d '${EVENT}'`);
  const code = await run(
    join(root, 'dist/cli.cjs'),
    ['invoke', name, '--project', 'examples/hello/lambdock.yml', '-d', EVENT],
    {stdio: ['ignore', 'inherit', 'inherit']},
  );
  process.stdout.write('\n');
  if (code !== 0) failed = code;
}
process.exitCode = failed;
