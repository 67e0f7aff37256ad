// (watch) From a save to the answer of the new code under `serve --watch`, against a cold invoke of the same function.
import {join} from 'node:path';
import {docker} from '../engine.mjs';
import {interleave} from '../interleave.mjs';
import {write} from '../sample-project.mjs';
import {startServe} from '../served-functions.mjs';
import {comparison} from '../statistics.mjs';

const BOUND = 1.5;
const NAME = 'bench-watched';
const LIMIT_MS = 30_000;
/** Between two events: enough to leave the machine to what is measured, and all that is missed of the moment. */
const EVENT_PAUSE_MS = 5;
const GONE_PAUSE_MS = 50;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export const title = 'from a save to new code under lambdock serve --watch';

export async function run({sample, runs, say}) {
  let edition = 0;
  const save = () =>
    write(
      join(sample.folder, NAME, 'index.js'),
      `exports.handler = async () => ({edition: ${(edition += 1)}});\n`,
    );
  save();
  sample.declare({[NAME]: {handler: 'index.handler', code: `./${NAME}`}});
  await sample.build(NAME);
  const lines = [];
  for (const driver of ['runtime-api', 'rie']) {
    const flags = ['--watch', '-q', '--driver', driver];
    const server = await startServe(sample, [NAME], flags);
    const answered = async () => (await answerOf(server.invokeUrl(NAME))).edition;
    try {
      await answered();
      const variants = {
        cold: async () => (await sample.invoke(NAME, '--driver', driver)).ms,
        saved: async () => {
          const began = performance.now();
          save();
          while ((await answered()) !== edition) {
            if (performance.now() - began > LIMIT_MS) throw new Error('new code is not served');
            await pause(EVENT_PAUSE_MS);
          }
          const ms = performance.now() - began;
          await untilOneIsLeft();
          return ms;
        },
      };
      const found = await interleave(variants, {runs, label: `watch, ${driver}`, say});
      lines.push(
        comparison({
          row: 'watch',
          what: `from save to new code, serve --watch with ${driver}`,
          unit: 'ms',
          ours: found.saved,
          against: 'a cold invoke, the whole process',
          theirs: found.cold,
          bound: BOUND,
        }),
      );
    } finally {
      await server.stop();
    }
  }
  return {lines, notes: []};
}

async function answerOf(url) {
  const response = await fetch(url, {method: 'POST', body: '{}'});
  if (response.status !== 200) throw new Error(`serve answers ${response.status}`);
  return response.json();
}

/** The environment of the code before is gone; the clock stands still meanwhile. */
async function untilOneIsLeft() {
  const filter = `label=dev.lambdock.function=${NAME}`;
  for (const limit = performance.now() + LIMIT_MS; performance.now() < limit;) {
    if (docker('ps', '-aq', '--filter', filter).split('\n').length === 1) return;
    await pause(GONE_PAUSE_MS);
  }
  throw new Error(`execution environments of ${NAME} are left behind`);
}
