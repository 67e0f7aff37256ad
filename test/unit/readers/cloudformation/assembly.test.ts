import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {functionOf, loadProject} from '../../../../src/wire/project.js';
import {
  load,
  names,
  spec,
  variablesOf,
  within,
  type Files,
} from '../../../support/template-project.js';

const HASH = 'a'.repeat(64);
const IMAGE = 'b'.repeat(64);
const json = (value: unknown): string => JSON.stringify(value);
const CDK: Files = {
  'cdk.out/cdk.out': json({version: '48.0.0'}),
  'cdk.out/manifest.json': json({
    artifacts: {
      'Shop.assets': {type: 'cdk:asset-manifest', properties: {file: 'Shop.assets.json'}},
      Shop: {
        type: 'aws:cloudformation:stack',
        properties: {templateFile: 'Shop.template.json', stackName: 'shop-prod'},
      },
      Tree: {type: 'cdk:tree', properties: {file: 'tree.json'}},
    },
  }),
  'cdk.out/Shop.assets.json': json({
    files: {[HASH]: {source: {path: `asset.${HASH}`, packaging: 'zip'}}},
    dockerImages: {
      [IMAGE]: {source: {directory: `asset.${IMAGE}`, dockerBuildArgs: {V: '2'}}},
    },
  }),
  'cdk.out/Shop.template.json': json({
    Resources: {
      HelloABC: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Runtime: 'nodejs22.x',
          Handler: 'index.handler',
          Code: {S3Bucket: {'Fn::Sub': 'cdk-\${AWS::AccountId}'}, S3Key: `${HASH}.zip`},
          Environment: {Variables: {R: {Ref: 'AWS::Region'}}},
        },
        Metadata: {'aws:cdk:path': 'Shop/Hello/Resource'},
      },
      ImageDEF: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          PackageType: 'Image',
          Code: {
            ImageUri: {
              'Fn::Sub': `\${AWS::AccountId}.dkr.ecr.\${AWS::Region}.\${AWS::URLSuffix}/x:${IMAGE}`,
            },
          },
        },
      },
      Inner: {
        Type: 'AWS::CloudFormation::Stack',
        Properties: {TemplateURL: {'Fn::Join': ['', ['https://s3/', {Ref: 'Gone'}]]}},
        Metadata: {
          'aws:asset:path': 'Inner.nested.template.json',
          'aws:asset:property': 'TemplateURL',
        },
      },
    },
  }),
  'cdk.out/Inner.nested.template.json': json({
    Resources: {
      Deep: {
        Type: 'AWS::Lambda::Function',
        Properties: {Runtime: 'python3.13', Handler: 'a.b', Code: {S3Key: 'x'}},
        Metadata: {'aws:asset:path': 'asset.deep', 'aws:asset:property': 'Code'},
      },
    },
  }),
};

describe('a synthesized CDK folder', () => {
  it('describes functions, images and nested stacks by their assets', async () => {
    const project = await load(CDK);
    expect(names(project)).toEqual(['HelloABC', 'ImageDEF', 'Inner/Deep']);
    const hello = await spec(CDK, 'Shop/Hello');
    const out = join(hello.folder, 'cdk.out');
    expect(hello).toMatchObject({name: 'HelloABC', code: {path: join(out, `asset.${HASH}`)}});
    expect(hello.scope?.stack).toBe('shop-prod');
    expect(await variablesOf(hello)).toEqual({R: 'us-east-1'});
    const image = await spec(CDK, 'ImageDEF');
    expect(image.code).toMatchObject({
      kind: 'build',
      context: join(image.folder, 'cdk.out', `asset.${IMAGE}`),
      args: {V: '2'},
    });
    const deep = await spec(CDK, 'Inner/Deep');
    expect(deep.code).toMatchObject({path: join(deep.folder, 'cdk.out/asset.deep')});
  });

  it('names functions below their stacks where it has several', async () => {
    await within(CDK, async (cwd) => {
      const file = join(cwd, 'cdk.out/manifest.json');
      const assets = {type: 'cdk:asset-manifest', properties: {file: 'Shop.assets.json'}};
      const two = {
        type: 'aws:cloudformation:stack',
        properties: {templateFile: 'Two.template.json'},
      };
      const shop = {
        ...two,
        properties: {templateFile: 'Shop.template.json', stackName: 'shop-prod'},
      };
      await writeFile(file, json({artifacts: {assets, Shop: shop, Two: two}}));
      const template = JSON.parse(CDK['cdk.out/Inner.nested.template.json'] ?? '') as unknown;
      await writeFile(join(cwd, 'cdk.out/Two.template.json'), json(template));
      const project = await loadProject({cwd});
      expect(names(project)).toEqual([
        'shop-prod/HelloABC',
        'shop-prod/ImageDEF',
        'Two/Deep',
        'shop-prod/Inner/Deep',
      ]);
      expect(await functionOf(project, 'Hello', {cwd})).toMatchObject({name: 'shop-prod/HelloABC'});
    });
  });
});
