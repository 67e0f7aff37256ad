import {describe, expect, it} from '@jest/globals';
import {LambdockError} from '../../../src/errors/lambdock-error.js';
import {startError} from '../../../src/wire/foreign-machine.js';
import {fakeEngine} from '../../support/fake-engine.js';
import {sampleSpec} from '../../support/samples.js';

const failed = (message: string): LambdockError =>
  new LambdockError('SANDBOX_NOT_READY', {message});
const ENOEXEC = failed('The container did not become ready\n  exec /x: exec format error');

const engineOf = async (architecture: string) => {
  const info = await fakeEngine({containers: [], images: []}).info();
  return fakeEngine({containers: [], images: []}, {info: async () => ({...info, architecture})});
};

const told = async (error: unknown, architecture: string): Promise<LambdockError> => {
  const spec = sampleSpec({architecture: 'arm64'});
  const parts = {engine: await engineOf(architecture), spec, image: 'acme/x:1'};
  return (await startError(error, parts)) as LambdockError;
};

describe('a start that failed', () => {
  it('for want of emulation says how to register it, or which architecture runs here', async () => {
    const error = await told(ENOEXEC, 'amd64');
    expect(error).toMatchObject({code: 'IMAGE_UNUSABLE', exitCode: 3});
    expect(error.message).toMatch(
      /hello is for arm64, this engine runs x86_64 and has no emulation/,
    );
    expect(error.suggestions.join('\n')).toMatch(/--install arm64`\nor .*--architecture x86_64/);
  });

  it('on the function’s own machine is the image’s fault', async () => {
    const error = await told(ENOEXEC, 'arm64');
    expect(error.message).toMatch(/acme\/x:1 .* programs for another architecture than arm64/);
    expect(error.suggestions).toEqual(['docker pull --platform linux/arm64 acme/x:1']);
  });

  it('for anything else stays what it is', async () => {
    const other = failed('nothing listens');
    expect(await told(other, 'amd64')).toBe(other);
  });
});
