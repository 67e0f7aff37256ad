// How scripts run commands and say what takes long. Uses Node alone: nothing may be installed yet.
import {spawn} from 'node:child_process';

/** A line for the person who waits: stdout belongs to results. */
export const say = (text) => process.stderr.write(`${text}\n`);

/** Resolves with what a command printed; rejects with it when the command fails. */
export function output(command, args, options = {}) {
  return new Promise((done, reject) => {
    const child = spawn(command, args, {...options, stdio: ['ignore', 'pipe', 'pipe']});
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => (text += chunk));
    }
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) done(text.trim());
      else reject(new Error(`${command} ${args[0]}: exit ${code}\n${text}`));
    });
  });
}

/** Says what is done, and every few seconds that it still is. */
export async function step(label, work) {
  const began = Date.now();
  const seconds = () => ((Date.now() - began) / 1000).toFixed(1);
  say(`- ${label} ...`);
  const beat = setInterval(() => say(`  ${label}: ${seconds()} s`), 5000);
  try {
    await work();
  } finally {
    clearInterval(beat);
  }
  say(`  ${label}: done in ${seconds()} s`);
}
