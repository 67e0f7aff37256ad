// Opens the debugger of the process that runs the function, before any of its code is loaded.
'use strict';
const {appendFileSync} = require('node:fs');
const inspector = require('node:inspector');
const {basename} = require('node:path');
const {isMainThread} = require('node:worker_threads');

/** npx only starts the runtime client: the process after it is the one. */
const isStarter = /^np[mx](-cli\.js)?$/.test(basename(process.argv[1] || ''));

if (isMainThread && !isStarter) {
  const port = Number(process.env.LAMBDOCK_INSPECT_PORT);
  // The function sees its own settings, and no process that it starts wants the same port.
  delete process.env.LAMBDOCK_INSPECT_PORT;
  const own = (process.env.NODE_OPTIONS || '').replace(
    /^--inspect-publish-uid=http --require \S+ ?/,
    '',
  );
  if (own === '') delete process.env.NODE_OPTIONS;
  else process.env.NODE_OPTIONS = own;

  // Node warns of every address but the loopback: outside the container the port is on the loopback alone.
  const {emitWarning} = process;
  process.emitWarning = () => undefined;
  inspector.open(port, '0.0.0.0');
  process.emitWarning = emitWarning;
  appendFileSync('/proc/1/fd/2', 'lambdock-inspect listening cdp\n');
  inspector.waitForDebugger();
}
