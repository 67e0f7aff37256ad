import nodeConsole from 'node:console';
import {afterEach} from '@jest/globals';

// Jest decorates console.log, through which oclif prints: tests must see what users see.
globalThis.console = nodeConsole;

// A failing command sets process.exitCode, and Jest would then fail with all tests green.
afterEach(() => {
  process.exitCode = undefined;
});
