#!/usr/bin/env -S node --max-semi-space-size=1 --
// `--` keeps Node 20 from taking --env-file for itself; a small young generation keeps a run that streams
// 100 MB of logs below 150 MB, and costs no time that could be measured.
import {dirname, join} from 'node:path';
import {VERSION} from './core/version.js';
import {runMainBundle} from './wire/main-bundle.js';

const args = process.argv.slice(2);

// Most of a small command is start-up: this one is answered before anything else is loaded.
if (args.length === 1 && args[0] === '--version') {
  process.stdout.write(
    `lambdock/${VERSION} ${process.platform}-${process.arch} node-${process.version}\n`,
  );
} else {
  void runMainBundle(args, join(dirname(__filename), '..'));
}
