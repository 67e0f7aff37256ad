import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {findProject, projectAt} from '../../../src/config/find-project.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

describe('findProject', () => {
  it('takes the nearest lambdock.yml in the folder or above it', async () => {
    const files = {'lambdock.yml': '', 'a/lambdock.yaml': '', 'a/b/c/x': ''};
    await inTempFolder(files, (folder) => {
      expect(findProject(join(folder, 'a/b/c'))).toEqual({
        kind: 'lambdock',
        file: join(folder, 'a/lambdock.yaml'),
      });
      expect(findProject(folder)).toEqual({kind: 'lambdock', file: join(folder, 'lambdock.yml')});
    });
  });

  it('takes a lambdock.yml far above before a file of another tool', async () => {
    await inTempFolder({'lambdock.yml': '', 'a/serverless.yml': ''}, (folder) => {
      expect(findProject(join(folder, 'a'))).toMatchObject({kind: 'lambdock'});
    });
  });

  it.each(['serverless.yml', 'serverless.ts', 'template.yaml', 'cdk.out/x'])(
    'tells that %s is there when there is nothing else',
    async (name) => {
      await inTempFolder({[name]: ''}, (folder) => {
        const file = join(folder, name.split('/')[0] ?? '');
        expect(findProject(folder)).toEqual({kind: 'foreign', file});
      });
    },
  );

  it('finds nothing where there is nothing', async () => {
    await inTempFolder({}, (folder) => {
      expect(findProject(folder)).toEqual({kind: 'none'});
    });
  });
});

describe('projectAt', () => {
  it('takes a file of any name as it is', () => {
    expect(projectAt('/nowhere/my.yml')).toEqual({kind: 'lambdock', file: '/nowhere/my.yml'});
  });

  it('looks into a folder, but not above it', async () => {
    await inTempFolder({'lambdock.yml': '', 'a/x': ''}, (folder) => {
      expect(projectAt(folder)).toMatchObject({file: join(folder, 'lambdock.yml')});
      expect(projectAt(join(folder, 'a'))).toEqual({kind: 'none'});
    });
  });

  it('knows the names of other tools', () => {
    expect(projectAt('/nowhere/serverless.yml')).toMatchObject({kind: 'foreign'});
  });
});
