import {describe, expect, it} from '@jest/globals';
import {buildHint, type BuildPlace} from '../../../src/core/build-hint.js';

const place = (over: Partial<BuildPlace>): BuildPlace => ({
  path: '/p/hello',
  family: null,
  architecture: 'x86_64',
  names: [],
  hasBuildScript: false,
  ...over,
});

describe('the build that makes what is missing', () => {
  it.each([
    ['/p/dist', 'nodejs', 'npm run build'],
    ['/p/dist/hello', 'nodejs', 'npm run build'],
    ['/p/target/app-1.0.jar', 'java', 'mvn package'],
    ['/p/build/libs/app.jar', 'java', 'gradle build'],
    ['/p/target/lambda/hello', 'provided', 'cargo lambda build --release'],
    ['/p/bin/Release/net8.0/publish', 'dotnet', 'dotnet publish -c Release -r linux-x64'],
    ['/p/handler', 'provided', 'GOOS=linux GOARCH=amd64 go build -tags lambda.norpc -o bootstrap'],
  ] as const)('at %s is for %s: %s', (path, family, build) => {
    expect(buildHint(place({path, family}))).toBe(build);
  });

  it.each([
    [['pom.xml'], 'java', 'mvn package'],
    [['pom.xml', 'mvnw'], 'java', './mvnw package'],
    [['build.gradle.kts', 'gradlew'], 'java', './gradlew build'],
    [['build.gradle'], 'java', 'gradle build'],
    [['Cargo.toml'], 'provided', 'cargo lambda build --release --arm64'],
    [['go.mod'], 'provided', 'GOOS=linux GOARCH=arm64 go build -tags lambda.norpc -o bootstrap'],
    [['Hello.csproj'], 'dotnet', 'dotnet publish -c Release -r linux-arm64'],
    [['tsconfig.json', 'package.json'], 'nodejs', 'npx tsc'],
    [['pom.xml'], 'nodejs', null],
  ] as const)('beside %j is for %s: %s', (names, family, build) => {
    expect(buildHint(place({names, family, architecture: 'arm64'}))).toBe(build);
  });

  it('is the script of the project’s own, where it has one', () => {
    const names = ['package.json', 'tsconfig.json'];
    expect(buildHint(place({names, family: 'nodejs', hasBuildScript: true}))).toBe('npm run build');
  });

  it('is not guessed for plain source folders', () => {
    expect(buildHint(place({family: 'nodejs'}))).toBeNull();
    expect(buildHint(place({}))).toBeNull();
  });
});
