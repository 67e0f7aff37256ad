#!/usr/bin/env -S node --
// `--` keeps Node 20 from taking --env-file for itself. No flag of V8's here: any of them makes Node compile
// its own modules anew at every start, 25 ms. A line that BusyBox's env understands too would be `env node`, without the
// `--`, or `sh`, of which npm's shims for Windows make a program that is not there: Alpine needs coreutils (README.md).
import {dirname, join} from 'node:path';
import {VERSION} from './core/version.js';

const args = process.argv.slice(2);
const OLDEST_NODE = 20;

// Most of a small command is start-up: this one is answered before anything else is loaded.
if (args.length === 1 && args[0] === '--version') {
  process.stdout.write(
    `lambdock/${VERSION} ${process.platform}-${process.arch} node-${process.version}\n`,
  );
} else if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  process.stderr.write(
    `lambdock needs Node ${OLDEST_NODE} or later; this is ${process.version} (${process.execPath}).\n`,
  );
  process.exitCode = 3;
} else {
  void run();
}

async function run(): Promise<void> {
  const {runMainBundle} = await import('./wire/main-bundle.js');
  await runMainBundle(args, join(dirname(__filename), '..'));
}
