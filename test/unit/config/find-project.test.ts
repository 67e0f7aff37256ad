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

  it('takes the nearest folder with a project, and lambdock.yml first in it', async () => {
    const files = {'lambdock.yml': '', 'a/serverless.yml': '', 'a/template.json': '', 'b/c': ''};
    await inTempFolder(files, (folder) => {
      const file = join(folder, 'a/serverless.yml');
      expect(findProject(join(folder, 'a'))).toEqual({kind: 'serverless', file});
      expect(findProject(join(folder, 'b'))).toMatchObject({kind: 'lambdock'});
    });
  });

  it.each([
    ['serverless.yml', 'serverless'],
    ['serverless.ts', 'serverless'],
    ['template.yaml', 'template'],
    ['cdk.out/x', 'cdk'],
  ])('takes %s for a project of kind %s', async (name, kind) => {
    await inTempFolder({[name]: ''}, (folder) => {
      const file = join(folder, name.split('/')[0] ?? '');
      expect(findProject(folder)).toEqual({kind, file});
    });
  });

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

  it.each([
    ['/nowhere/serverless.yml', 'serverless'],
    ['/nowhere/serverless.prod.yml', 'serverless'],
    ['/nowhere/app.template.json', 'template'],
    ['/nowhere/template-eu.yaml', 'template'],
    ['/nowhere/templates.yml', 'lambdock'],
  ])('knows %s by its name: %s', (path, kind) => {
    expect(projectAt(path)).toEqual({kind, file: path});
  });

  it('knows a cloud assembly of the CDK under any name', async () => {
    await inTempFolder({'out/cdk.out': '{}', 'out/manifest.json': '{}'}, (folder) => {
      expect(projectAt(join(folder, 'out'))).toMatchObject({kind: 'cdk'});
    });
  });
});
