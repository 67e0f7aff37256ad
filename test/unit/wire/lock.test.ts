import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from '@jest/globals';
import {createLambdock} from '../../../src/lambdock.js';

const TEMPLATE = `
Resources:
  Far:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: gone/far.zip, Handler: a.b, Runtime: python3.13, MemorySize: many}
  Near:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: ., Handler: a.b, Runtime: python3.13}
`;

it('a function that fails for a reason of its own is told, and hinders no lock of the others', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'lambdock-lock-'));
  try {
    await writeFile(join(cwd, 'template.yaml'), TEMPLATE);
    const warnings: string[] = [];
    await using lambdock = await createLambdock({cwd, onWarning: (text) => warnings.push(text)});
    await lambdock.lockEnvironment();
    expect(warnings).toEqual([expect.stringMatching(/^Far is not in the lock: .*MemorySize/s)]);
    expect(await readFile(join(cwd, 'lambdock.lock.json'), 'utf8')).toContain('"answers": {}');
  } finally {
    await rm(cwd, {recursive: true});
  }
});
