// Loops of events in processes of their own, so that theirs and ours share nothing but the machine.
import {fork} from 'node:child_process';
import {join} from 'node:path';
import {root} from '../scripts/prepare.mjs';

/**
 * Starts bench/loops/NAME.mjs with these settings and waits until its first event of each client is answered.
 * `round(events)` runs so many and resolves with {ms, perSecond, p50, p99, heapMb, rssMb}.
 */
export async function loopProcess(name, settings, {env = process.env} = {}) {
  const child = fork(join(root, 'bench/loops', `${name}.mjs`), [JSON.stringify(settings)], {
    env,
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const ask = conversation(child);
  const close = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.send({close: true});
    await gone;
  };
  try {
    await ask(null);
  } catch (error) {
    await close();
    throw error;
  }
  return {pid: child.pid, round: (events) => ask({events}), close};
}

/** One question at a time; the first answer comes unasked, when the loop is ready. */
function conversation(child) {
  let told = '';
  let settle = null;
  const settled = (how, value) => {
    settle?.[how](value);
    settle = null;
  };
  child.stderr.setEncoding('utf8').on('data', (text) => {
    told = (told + text).slice(-4000);
  });
  child.on('message', ({error, figures}) => {
    if (error === undefined) settled('resolve', figures);
    else settled('reject', new Error(error));
  });
  child.on('error', (error) => settled('reject', error));
  child.on('exit', (code, signal) =>
    settled('reject', new Error(`a loop ended: ${signal ?? `exit ${code}`}\n${told}`)),
  );
  return (question) =>
    new Promise((resolve, reject) => {
      settle = {resolve, reject};
      if (question !== null) child.send(question);
    });
}
