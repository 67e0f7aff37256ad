import {describe, expect, it} from '@jest/globals';
import {imagesUsed, isStage, stagesOf, withImages} from '../../../src/core/dockerfile.js';

const DOCKERFILE = `# syntax=docker/dockerfile:1
ARG BASE=public.ecr.aws/lambda/nodejs:22 UNUSED
ARG TAG="1.4"
FROM \${BASE} AS build
RUN psql -c "SELECT * \\
FROM orders"
COPY --from=acme/tools:\${TAG} /a /b
FROM acme/base:\${TAG} as Second
COPY --chown=1:1 --from=acme/assets:2 /x /y
COPY --from=build /x /z
COPY --from=0 /x /w
FROM scratch
FROM Second
FROM --platform=$BUILDPLATFORM acme/cross
FROM acme/$NOBODY
FROM acme/\${NOBODY:-default}
`;
const choice = {args: {}, target: null};
const references = (...more: Parameters<typeof imagesUsed>): readonly string[] =>
  imagesUsed(...more).map(({reference}) => reference);

describe('imagesUsed', () => {
  it('names what a build starts from and copies from, with arguments filled in', () => {
    expect(references(DOCKERFILE, choice)).toEqual([
      'public.ecr.aws/lambda/nodejs:22',
      'acme/base:1.4',
      'acme/assets:2',
      'acme/default',
    ]);
  });

  it('takes arguments from outside before defaults', () => {
    expect(references(DOCKERFILE, {...choice, args: {BASE: 'a:1'}})[0]).toBe('a:1');
  });

  it.each(['build', '0'])('ends with the target %s', (target) => {
    expect(references(DOCKERFILE, {args: {}, target})).toHaveLength(1);
  });
});

describe('withImages', () => {
  it('changes these names and nothing else', () => {
    const uses = imagesUsed(DOCKERFILE, choice);
    const changed = withImages(
      DOCKERFILE,
      uses,
      new Map([
        ['public.ecr.aws/lambda/nodejs:22', 'lambdock/stand-in/nodejs:22'],
        ['acme/assets:2', 'mirror/assets:2'],
      ]),
    );
    const differing = changed.split('\n').filter((line, at) => DOCKERFILE.split('\n')[at] !== line);
    expect(differing).toEqual([
      'FROM lambdock/stand-in/nodejs:22 AS build',
      'COPY --chown=1:1 --from=mirror/assets:2 /x /y',
    ]);
    expect(stagesOf(changed).map(({name}) => name)).toEqual(
      stagesOf(DOCKERFILE).map(({name}) => name),
    );
  });

  it('keeps line ends of Windows', () => {
    const text = 'FROM a:1 AS x\r\nRUN y\r\n';
    const uses = imagesUsed(text, choice);
    expect(withImages(text, uses, new Map([['a:1', 'b:2']]))).toBe('FROM b:2 AS x\r\nRUN y\r\n');
  });
});

describe('isStage', () => {
  it('knows stages by name in any case, and by number', () => {
    const stages = stagesOf(DOCKERFILE);
    expect(['SECOND', 'build', '5', 'psql', '9'].map((word) => isStage(stages, word))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
