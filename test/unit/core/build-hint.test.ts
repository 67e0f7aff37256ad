import {describe, expect, it} from '@jest/globals';
import {buildHint} from '../../../src/core/build-hint.js';

describe('the build that makes what is missing', () => {
  it.each([
    ['/p/dist', 'nodejs', 'npm run build'],
    ['/p/dist/hello', 'nodejs', 'npm run build'],
    ['/p/target/app-1.0.jar', 'java', 'mvn package'],
    ['/p/build/libs/app.jar', 'java', './gradlew build'],
    ['/p/target/lambda/hello', 'provided', 'cargo lambda build --release'],
    ['/p/bin/Release/net8.0/publish', 'dotnet', 'dotnet publish'],
    ['/p/handler', 'provided', 'GOOS=linux go build -tags lambda.norpc -o bootstrap'],
  ] as const)('at %s is for %s: %s', (path, family, build) => {
    expect(buildHint(path, family)).toBe(build);
  });

  it('is not guessed for plain source folders', () => {
    expect(buildHint('/p/hello', 'nodejs')).toBeNull();
    expect(buildHint('/p/hello', null)).toBeNull();
  });
});
