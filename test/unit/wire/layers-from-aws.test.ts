import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {sha256} from '../../../src/core/digest.js';
import {errorOf} from '../../support/error-of.js';
import {digestAt, scene, useFakeApi, zipOf} from '../../support/layer-scene.js';
import {makeZip} from '../../support/make-zip.js';

/** Tries that heal wait longer and longer. */
const PATIENT_MS = 20_000;

const api = useFakeApi();

describe('a layer by ARN', () => {
  it('is fetched in its own region, once, and kept under its account and region', () =>
    scene(async ({pull, kept}) => {
      const zip = zipOf('one', 300_000);
      const arn = api().publish({name: 'shared', zip, region: 'ap-south-1'});
      const first = await pull(arn);
      expect(first).toMatchObject({arn, cached: false, bytes: zip.length});
      expect(await digestAt(first)).toBe(sha256(zip));
      expect(await pull(arn)).toMatchObject({cached: true, path: first?.path});
      expect(api().asked).toEqual([{arn, region: 'ap-south-1'}]);
      expect(api().sent).toEqual([{from: 0, bytes: zip.length}]);
      expect((await kept()).toSorted()).toEqual([
        'arns/aws/111122223333/ap-south-1/shared/1.json',
        `zips/${sha256(zip)}.zip`,
      ]);
    }));

  it('has a version of its own in the cache, and the same content only once', () =>
    scene(async ({pull, kept}) => {
      const [one, two] = [zipOf('one'), zipOf('two')];
      for (const zip of [one, two]) await pull(api().publish({name: 'shared', zip}));
      await pull(api().publish({name: 'shared', zip: one, region: 'us-east-1'}));
      expect((await kept()).filter((name) => name.startsWith('zips/'))).toHaveLength(2);
      expect((await kept()).filter((name) => name.startsWith('arns/'))).toHaveLength(3);
      expect(api().sent).toHaveLength(2);
    }));

  it('is no longer to be had once it is deleted, but from the cache', () =>
    scene(async ({pull, folder}) => {
      const arn = api().publish({name: 'shared', zip: zipOf('one')});
      await pull(arn);
      api().remove(arn);
      expect(await pull(arn)).toMatchObject({cached: true});
      const error = await errorOf(() => pull(arn, {layersCache: join(folder, 'other')}));
      expect(error).toMatchObject({code: 'LAYER_NOT_FOUND', exitCode: 3});
      expect(error.message).toContain('account 111122223333 has no such version');
      expect(error.suggestions.join()).toContain(
        'aws lambda list-layer-versions --layer-name arn:aws:lambda:eu-west-1:111122223333:layer:shared --region eu-west-1',
      );
    }));

  it('of an account that does not share it is refused with the command that shares it', () =>
    scene(async ({pull}) => {
      const arn = api().publish({name: 'theirs', zip: zipOf('x'), account: '999988887777'});
      api().unshare(arn);
      const error = await errorOf(() => pull(arn));
      expect(error).toMatchObject({code: 'LAYER_ACCESS_DENIED', exitCode: 3});
      expect(error.suggestions.join()).toMatch(
        /account 999988887777.*add-layer-version-permission --layer-name theirs --version-number 1/,
      );
      expect(api().asked).toHaveLength(1);
    }));

  it('is not fetched by credentials that AWS does not take', () =>
    scene(async ({pull}) => {
      const arn = api().publish({name: 'shared', zip: zipOf('x')});
      api().failApi({status: 403, type: 'ExpiredTokenException'});
      const error = await errorOf(() => pull(arn));
      expect(error).toMatchObject({code: 'AWS_CREDENTIALS'});
      expect(error.suggestions.join()).toContain('aws sso login');
    }));

  it('is not fetched without credentials', () =>
    scene(async ({pull}) => {
      delete process.env['AWS_ACCESS_KEY_ID'];
      delete process.env['AWS_SECRET_ACCESS_KEY'];
      const error = await errorOf(() => pull(api().publish({name: 'shared', zip: zipOf('x')})));
      expect(error).toMatchObject({code: 'AWS_CREDENTIALS', exitCode: 3});
      expect(error.message).toContain('there are no AWS credentials');
      expect(api().asked).toEqual([]);
    }));

  it('is fetched with the credentials of --aws-env', () =>
    scene(async ({pull}) => {
      const arn = api().publish({name: 'shared', zip: zipOf('x')});
      expect(await pull(arn, {awsEnv: true})).toMatchObject({cached: false});
    }));
});

describe('the way to AWS', () => {
  it('is gone again when AWS has had too many requests or is in trouble', () =>
    scene(async ({pull}) => {
      const arn = api().publish({name: 'shared', zip: zipOf('x')});
      api().failApi(
        {status: 429, type: 'TooManyRequestsException'},
        {status: 500, type: 'ServiceException'},
      );
      api().failContent({kind: 'status', status: 503});
      expect(await pull(arn)).toMatchObject({cached: false});
      expect(api().asked).toHaveLength(3);
    }));

  it(
    'is given up with a word about it when AWS goes on refusing',
    () =>
      scene(async ({pull}) => {
        const throttled = {status: 429, type: 'TooManyRequestsException'};
        api().failApi(...Array.from({length: 9}, () => throttled));
        const error = await errorOf(() => pull(api().publish({name: 'shared', zip: zipOf('x')})));
        expect(error).toMatchObject({code: 'AWS_UNAVAILABLE', exitCode: 3});
        expect(api().asked).toHaveLength(5);
      }),
    PATIENT_MS,
  );

  it('goes on where a connection broke', () =>
    scene(async ({pull}) => {
      const zip = zipOf('one', 400_000);
      const arn = api().publish({name: 'shared', zip});
      api().failContent({kind: 'cut', after: 100_000}, {kind: 'cut', after: 50_000});
      expect(await digestAt(await pull(arn))).toBe(sha256(zip));
      const [first, second, third] = api().sent;
      expect(first?.from).toBe(0);
      expect(second?.from).toBeGreaterThan(0);
      expect(third?.from).toBeGreaterThan(second?.from ?? 0);
    }));

  it('asks once for a new link when one has expired', () =>
    scene(async ({pull, folder}) => {
      const arn = api().publish({name: 'shared', zip: zipOf('x')});
      api().failApi({expiredLink: true});
      expect(await pull(arn)).toMatchObject({cached: false});
      expect(api().asked).toHaveLength(2);
      api().failApi({expiredLink: true}, {expiredLink: true});
      const error = await errorOf(() => pull(arn, {layersCache: join(folder, 'other')}));
      expect(error).toMatchObject({
        code: 'LAYER_DOWNLOAD_FAILED',
        details: {layer: arn, fault: 'expired'},
      });
      expect(error.suggestions.join()).toContain('date -u');
    }));

  it('does not keep bytes that are not the published ones', () =>
    scene(async ({pull, kept}) => {
      const arn = api().publish({name: 'shared', zip: zipOf('one')});
      api().failContent({kind: 'other-bytes'});
      expect(await pull(arn)).toMatchObject({cached: false});
      const other = api().publish({name: 'other', zip: zipOf('two')});
      api().failApi({wrongDigest: true}, {wrongDigest: true});
      const error = await errorOf(() => pull(other));
      expect(error).toMatchObject({
        code: 'LAYER_DOWNLOAD_FAILED',
        details: {layer: other, fault: 'checksum'},
      });
      expect(await kept()).toHaveLength(2);
    }));

  it('does not keep an archive that escapes', () =>
    scene(async ({pull, kept}) => {
      const arn = api().publish({name: 'evil', zip: makeZip([{path: '../../evil.js'}])});
      const error = await errorOf(() => pull(arn));
      expect(error).toMatchObject({code: 'CODE_INVALID'});
      expect(error.message).toContain(`${arn} cannot be used: "../../evil.js"`);
      expect(await kept()).toEqual([]);
    }));
});
