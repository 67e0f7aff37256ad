// `npm test`: from a fresh clone to every check and every test, ending with `N passed, N failed`.
import {spawnSync} from 'node:child_process';
import {readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {ensureMoto, fakeAwsImages} from './fake-aws.mjs';
import {prepare, root, run, say} from './prepare.mjs';
import {testFunctions} from './test-functions.mjs';

const RUNTIMES = ['nodejs22.x', 'python3.13'];
/** Tested as well where their base images, or stand-ins of them, can be had. */
const MORE_RUNTIMES = [
  ...[
    'nodejs20.x',
    'nodejs24.x',
    'python3.11',
    'python3.12',
    'python3.14',
    'java17',
    'java21',
    'java25',
  ],
  ...['ruby3.3', 'provided.al2023'],
];
const CHECKS = ['typecheck', 'lint', 'format:check', 'arch'];
const TIERS = ['unit', 'docker', 'aws', 'e2e'];

/** Programs that tests use beside Node, and the Debian package of each. */
const TOOLS = {
  jq: 'jq',
  ip: 'iproute2',
  nsenter: 'util-linux',
  openssl: 'openssl',
  python3: 'python3',
  pip3: 'python3-pip',
  script: 'bsdutils',
  unzip: 'unzip',
};

const total = {passed: 0, failed: 0, skipped: 0};

async function check(name) {
  say(`\n== ${name}`);
  const code = await run('npm', ['run', '--silent', name]);
  total[code === 0 ? 'passed' : 'failed'] += 1;
}

/** One Jest project; its own report is read rather than its text. */
async function tier(name) {
  say(`\n== tests: ${name}`);
  const report = join(tmpdir(), `lambdock-test-${process.pid}-${name}.json`);
  const args = ['--selectProjects', name, '--json', `--outputFile=${report}`];
  const code = await run('npm', [
    'run',
    '--silent',
    'jest',
    '--',
    ...args,
    ...(name === 'unit' ? [] : ['--runInBand']),
  ]);
  const counts = read(report);
  rmSync(report, {force: true});
  if (counts === null) {
    total.failed += 1;
    return;
  }
  total.passed += counts.numPassedTests;
  total.failed += counts.numFailedTests + counts.numRuntimeErrorTestSuites;
  total.skipped += counts.numPendingTests + counts.numTodoTests;
  if (code !== 0 && counts.numFailedTests + counts.numRuntimeErrorTestSuites === 0)
    total.failed += 1;
}

function read(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return null;
  }
}

/** Installs what is missing where that is possible; elsewhere the tests that need it say so. */
async function installTools() {
  const isThere = (tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
  const missing = Object.keys(TOOLS).filter((tool) => !isThere(tool));
  if (missing.length === 0) return;
  say(`- tests need ${missing.join(', ')}`);
  const packages = missing.map((tool) => TOOLS[tool]);
  await run('bash', [join(root, 'scripts/engine.sh'), 'packages', ...packages]);
}

/** The HTML report is opened in a real browser; where none can be had, its test is skipped and says so. */
async function installBrowser() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  if (names.some((name) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0)) return;
  say('- a test needs chromium');
  const code = await run('bash', [join(root, 'scripts/engine.sh'), 'packages', 'chromium']);
  if (code !== 0) say('  There is none to be had: the HTML report is not opened in this run.');
}

process.chdir(root);
await installTools();
await installBrowser();
await prepare(RUNTIMES, MORE_RUNTIMES);
await testFunctions();
await ensureMoto();
await fakeAwsImages();
for (const name of CHECKS) await check(name);
for (const name of TIERS) await tier(name);
const {passed, failed, skipped} = total;
process.stdout.write(
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
