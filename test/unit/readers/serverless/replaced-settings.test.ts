import {describe, expect, it} from '@jest/globals';
import {errorOf} from '../../../support/error-of.js';
import {withServerless, type ReadProject} from '../../../support/serverless-project.js';

const project = (text: string): Record<string, string> => ({'serverless.yml': text});

const REPLACED = `service: shop
provider: {name: aws, runtime: nodejs22.x}
functions:
  code:
    handler: index.handler
    timeout: "\${ssm:/t}"
    memorySize: "\${ssm:/m}"
    architecture: "\${ssm:/a}"
    layers: "\${ssm:/l}"
    package: {artifact: "\${ssm:/p}"}
  image: {image: {uri: "\${ssm:/i}", command: [app.handler]}}
  zipped: {handler: "\${ssm:/h}", runtime: "\${ssm:/r}"}
`;

describe('settings that flags replace', () => {
  const none = {
    ...{runtime: false, handler: false, code: false, image: false},
    ...{layers: false, memory: false, timeout: false, architecture: false},
  };
  const replaced = (flags: Partial<typeof none>, work: (read: ReadProject) => Promise<void>) =>
    withServerless(project(REPLACED), {flags: {overridden: {...none, ...flags}}}, work);

  it('are not evaluated, and AWS is not asked', async () => {
    const settings = {timeout: true, memory: true, architecture: true, layers: true, code: true};
    await replaced(settings, async ({spec, asked}) => {
      expect(await spec('code')).toMatchObject({handler: 'index.handler', layers: []});
      expect(asked).toEqual([]);
    });
  });

  it('are all of the package where an image stands for it, but for its command', async () => {
    await replaced({image: true}, async ({spec, asked}) => {
      const config = {command: ['app.handler']};
      expect(await spec('image')).toMatchObject({code: {kind: 'image', config}});
      expect(await spec('zipped')).toMatchObject({runtime: null, code: {kind: 'image'}});
      expect(asked).toEqual([]);
    });
  });

  it('are the image of a function where flags give code and runtime', async () => {
    await replaced({code: true, runtime: true, handler: true}, async ({spec, asked}) => {
      expect(await spec('image')).toMatchObject({code: {kind: 'directory'}, layers: []});
      expect(asked).toEqual([]);
    });
  });
});

describe('a setting that is a secret', () => {
  it.each(['timeout', 'memorySize', 'architecture', 'runtime', 'handler'])(
    'is not named in an error: %s',
    (key) =>
      withServerless(
        project(`service: shop
provider: {name: aws, runtime: nodejs22.x}
functions: {f: {${key === 'handler' ? '' : 'handler: index.handler, '}${key}: "\${ssm:/token}"}}
`),
        {
          aws: {
            parameter: () => Promise.resolve({value: 'hunter2', type: 'SecureString'}),
          },
        },
        async ({spec}) => {
          const error = await errorOf(() => spec('f'));
          expect(error.message).toContain(`${key}: found a secret, expected`);
          expect(JSON.stringify([error.message, error.suggestions, error.details])).not.toContain(
            'hunter2',
          );
        },
      ),
  );
});
