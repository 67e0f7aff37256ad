import {Writable} from 'node:stream';
import {describe, expect, it} from '@jest/globals';
import {openTerminal} from '../../../src/cli/terminal.js';
import type {Speech} from '../../../src/cli/speech.js';

/** A stream that keeps what is written to it. */
function recorder(facts: object = {}) {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  return {stream: Object.assign(stream, facts), text: () => text};
}

const SPEECH: Speech = {progress: 'auto', verbose: false, quiet: false, noColor: false};

const open = (speech: Partial<Speech> = {}, facts: object = {}) => {
  const out = recorder();
  const err = recorder(facts);
  const terminal = openTerminal(
    {...SPEECH, ...speech},
    {stdout: out.stream, stderr: err.stream, variables: {}, onFailed: () => undefined},
  );
  return {terminal, out, err};
};

describe('openTerminal', () => {
  it('keeps results and messages apart', async () => {
    const {terminal, out, err} = open();
    void terminal.result('answer');
    terminal.warn('careful');
    void terminal.log(Buffer.from('a log line\n'));
    await terminal.close();
    expect([out.text(), err.text()]).toEqual(['answer', 'Warning: careful\na log line\n']);
  });

  it('begins a line of its own after an unfinished one of the function', async () => {
    const {terminal, err} = open();
    void terminal.log(Buffer.from('half'));
    terminal.note('whole');
    terminal.note('again');
    await terminal.close();
    expect(err.text()).toBe('half\nwhole\nagain\n');
  });

  it('is silent when told to, but for what must be said', async () => {
    const {terminal, err} = open({quiet: true});
    terminal.warn('careful');
    void terminal.log(Buffer.from('log\n'));
    terminal.note('error');
    await terminal.close();
    expect(err.text()).toBe('error\n');
  });

  it('colours each stream for its own reader', async () => {
    const {terminal, err} = open({}, {isTTY: true, columns: 80, rows: 24});
    terminal.warn('careful');
    await terminal.close();
    expect(err.text()).toBe('\u001B[33mWarning:\u001B[39m careful\n');
    expect(terminal.resultPaint.red('x')).toBe('x');
  });

  it('writes plain lines on a terminal without a size', async () => {
    const {terminal, err} = open({verbose: true}, {isTTY: true, columns: 0, rows: 0});
    terminal.progress({id: 'a', label: 'work', status: 'started'});
    await expect(settled(() => err.text())).resolves.toBe('work\n');
    await terminal.close();
  });
});

/** The text once there is one; the display is loaded first. */
async function settled(text: () => string): Promise<string> {
  for (let turn = 0; turn < 200 && text() === ''; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return text();
}
