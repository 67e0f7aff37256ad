// (b) The same function through `sam local invoke`, where SAM is installed.
import {join} from 'node:path';
import {interleave} from '../interleave.mjs';
import {findSam, openSamProject, SAM_ABSENT} from '../sam.mjs';
import {NODE, write} from '../sample-project.mjs';
import {comparison} from '../statistics.mjs';
import {timed} from '../timed-process.mjs';

export const title = 'the same function through sam local invoke';

export async function run({sample, engine, runs, installSam, say}) {
  const sam = findSam({env: sample.env, install: installSam, say});
  if (sam === null) return {lines: [], notes: [], absent: SAM_ABSENT};
  const {plan} = await sample.build(NODE);
  const {folder, rapid, args, env, close} = openSamProject({
    sample,
    code: 'node',
    base: plan.steps[0].target,
  });
  try {
    write(join(folder, 'event.json'), '{"name":"Ada"}');
    const words = ['local', 'invoke', 'Hello', '--event', 'event.json', ...args];
    const goneOf = async (image, done) => {
      if (!done.stdout.includes('Hello Ada'))
        throw new Error(`no answer: ${done.stdout}${done.stderr}`);
      await engine.life(image, done.startedAt);
      return done.ms;
    };
    const variants = {
      lambdock: async () => goneOf(plan.image, await sample.invoke(NODE)),
      sam: async () => goneOf(rapid, await timed(sam.command, words, {env, cwd: folder})),
    };
    const found = await interleave(variants, {runs, label: 'b', say});
    const line = comparison({
      row: 'b',
      what: 'cold invoke, Node',
      unit: 'ms',
      ours: found.lambdock,
      against: `sam local invoke ${sam.version}`,
      theirs: found.sam,
    });
    return {lines: [line], notes: []};
  } finally {
    close();
  }
}
