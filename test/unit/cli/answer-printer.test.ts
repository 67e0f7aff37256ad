import {describe, expect, it} from '@jest/globals';
import {answerPrinter} from '../../../src/cli/answer-printer.js';

/** What stdout gets of answers that follow one another: in pieces, whole, or broken off. */
async function printed(isLined: boolean): Promise<string> {
  let text = '';
  const result = (chunk: Uint8Array | string): undefined => {
    text += Buffer.from(chunk).toString();
  };
  const printer = () => answerPrinter({result, isLined});
  const [pieces, whole, cut, nothing] = [printer(), printer(), printer(), printer()];
  pieces.piece(Buffer.from('{"v":'));
  pieces.piece(Buffer.from('1}'));
  await pieces.end({body: null});
  await whole.end({body: Buffer.from('{"v":2}\n')});
  cut.piece(Buffer.from('{"v'));
  await cut.breakOff();
  await nothing.breakOff();
  await printer().end({body: Buffer.from('{"v":3}')});
  return text;
}

describe('answers', () => {
  it('are told apart by lines where they follow one another, one that is broken off too', async () => {
    expect(await printed(true)).toBe('{"v":1}\n{"v":2}\n{"v\n{"v":3}\n');
  });

  it('are else byte for byte what came', async () => {
    expect(await printed(false)).toBe('{"v":1}{"v":2}\n{"v{"v":3}');
  });
});
