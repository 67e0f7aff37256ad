import nodeConsole from 'node:console';
import {afterEach, jest} from '@jest/globals';

// Jest decorates console.log, through which oclif prints: tests must see what users see.
globalThis.console = nodeConsole;

// A failing command sets process.exitCode, and Jest would then fail with all tests green.
afterEach(() => {
  process.exitCode = undefined;
});

// Only what hangs may fail by time: a busy machine is slow, not wrong.
jest.setTimeout(60_000);
