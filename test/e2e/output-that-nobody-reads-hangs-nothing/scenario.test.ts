import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {CLI} from '../../support/cli.js';
import {openProject, type E2eProject} from '../../support/e2e-project.js';
import {startCli} from '../../support/start-cli.js';

const SLOW = 120_000;

let project: E2eProject;
beforeAll(async () => {
  project = await openProject();
  await project.run(['build', 'steady']);
});
afterAll(async () => project[Symbol.asyncDispose]());

/** Runs a line of shell in which $LAMBDOCK is the command line; the job's stdout and stderr. */
async function shell(line: string): Promise<{stdout: string; stderr: string}> {
  const {folder, env} = project;
  const job = startCli({
    command: ['bash', '-c', line],
    cwd: folder,
    env: {...env, LAMBDOCK: CLI},
  });
  const {stdout, stderr} = await job.ended(90_000);
  await project.untilNoContainer();
  return {stdout: stdout.toString(), stderr};
}

const answerOf = (bytes: number): string => `"${'a'.repeat(bytes)}"`;

describe('output', () => {
  it(
    'whose reader leaves after a line ends without a stack',
    async () => {
      const {stdout, stderr} = await shell(
        `printf '%s' '${answerOf(50_000)}' | "$LAMBDOCK" invoke steady -e - | head -c 10; echo " \${PIPESTATUS[1]}"`,
      );
      expect(stdout).toBe('"aaaaaaaaa 0\n');
      expect(stderr).not.toMatch(/^\s+at |EPIPE/m);
    },
    SLOW,
  );

  it(
    'that is closed from the start changes neither the outcome nor what is left',
    async () => {
      const {stdout} = await shell(
        '"$LAMBDOCK" invoke steady -d 1 >&- 2>/dev/null; echo "$?"; "$LAMBDOCK" invoke steady -d 1 2>&-; echo " $?"; "$LAMBDOCK" invoke steady -d 1 >&- 2>&-; echo "$?"',
      );
      expect(stdout).toBe('0\n1 0\n0\n');
    },
    SLOW,
  );

  it(
    'of which a disk takes only a part is told as cut off',
    async () => {
      const {stdout, stderr} = await shell(
        `trap '' XFSZ; printf '%s' '${answerOf(50_000)}' | (ulimit -f 16; "$LAMBDOCK" invoke steady -e - > ../cut.json); echo "$?"`,
      );
      expect(stdout).toBe('3\n');
      expect(stderr).toMatch(/^Error \[DISK_FAILED\]: the output could not be written: EFBIG/m);
    },
    SLOW,
  );

  it(
    'whose stderr reader leaves in the middle of the logs still answers',
    async () => {
      const {stdout} = await shell(
        `{ "$LAMBDOCK" invoke steady -d '{"megabytes":20}' 3>&1 1>&3 2>&4 | cat; } 4> >(head -1 >/dev/null); echo " \${PIPESTATUS[0]}"`,
      );
      expect(stdout).toMatch(/\{"megabytes":20\}/);
    },
    SLOW,
  );

  it(
    'of a hundred megabytes of logs waits for a slow reader, within 150 MB of memory',
    async () => {
      const {stdout} = await shell(
        [
          `"$LAMBDOCK" invoke steady -d '{"megabytes":100}' --timeout 80 2> >(`,
          `  for i in 1 2 3 4 5; do head -c 1000000 >/dev/null; sleep 0.2; done; wc -c >&3`,
          `) 3>&1 & pid=$!; peak=0;`,
          `while kill -0 $pid 2>/dev/null; do`,
          `  now=$(awk '/VmHWM/ {print $2}' /proc/$pid/status 2>/dev/null); [ "\${now:-0}" -gt "$peak" ] && peak=$now; sleep 0.1;`,
          `done; wait $pid; echo " exit $?"; echo "peak $peak"; wait`,
        ].join('\n'),
      );
      expect(stdout).toMatch(/\{"megabytes":100\} exit 0$/m);
      const [, peak] = /^peak (\d+)$/m.exec(stdout) ?? [];
      expect(Number(peak)).toBeGreaterThan(0);
      expect(Number(peak) / 1024).toBeLessThan(150);
    },
    SLOW,
  );
});
