// Runs one process and measures it from outside.
import {spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';

/** Output beyond this is counted and not kept. */
const KEPT_BYTES = 8 * 2 ** 20;
const PEAK_POLL_MS = 5;

export const now = () => performance.timeOrigin + performance.now();

/**
 * Resolves with wall time (spawn to exit), output, and, with `peak`, the peak resident memory in MB
 * (Linux alone: VmHWM). Rejects unless the process ends with exit code 0.
 */
export function timed(command, args, {env, cwd, peak = false} = {}) {
  return new Promise((resolve, reject) => {
    const startedAt = now();
    const child = spawn(command, args, {env, cwd, stdio: ['ignore', 'pipe', 'pipe']});
    const watch = peak ? watchPeak(child.pid) : null;
    const streams = {stdout: collect(child.stdout), stderr: collect(child.stderr)};
    let endedAt = 0;
    child.on('error', reject);
    child.on('exit', () => {
      endedAt = now();
    });
    child.on('close', (code, signal) => {
      const stderr = streams.stderr.text();
      if (code !== 0) {
        const how = signal ?? `exit ${code}`;
        reject(
          new Error(
            `${command} ${args.join(' ').slice(0, 200)}: ${how}\n${stderr.slice(-2000)}${streams.stdout.text().slice(-1000)}`,
          ),
        );
        return;
      }
      resolve({
        ms: endedAt - startedAt,
        startedAt,
        endedAt,
        stdout: streams.stdout.text(),
        stderr,
        stdoutBytes: streams.stdout.bytes(),
        stderrBytes: streams.stderr.bytes(),
        peakMb: watch?.() ?? null,
      });
    });
  });
}

function collect(stream) {
  const chunks = [];
  let bytes = 0;
  stream.on('data', (chunk) => {
    if (bytes < KEPT_BYTES) chunks.push(chunk);
    bytes += chunk.length;
  });
  return {bytes: () => bytes, text: () => Buffer.concat(chunks).toString()};
}

/** The kernel keeps the peak itself: only growth after the last look is missed. */
function watchPeak(pid) {
  let peakMb = null;
  const look = () => {
    try {
      const [, kilobytes] =
        /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
      if (kilobytes !== undefined) peakMb = Number(kilobytes) / 1024;
    } catch {
      // It has ended, or this is not Linux.
    }
  };
  const timer = setInterval(look, PEAK_POLL_MS);
  return () => {
    clearInterval(timer);
    return peakMb;
  };
}
