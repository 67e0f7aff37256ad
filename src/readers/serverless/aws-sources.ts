import type {AwsLookup} from '../../core/aws-lookup.js';
import type {DocumentValue} from '../../core/reference.js';
import {plainValue} from '../../core/plain-value.js';
import {NeedsAws, type Question, type Reach, type VariableSource} from './evaluation.js';
import {outside} from './located.js';
import type {Service} from './settings-of-service.js';

/** Sources that AWS answers; each is asked when it is reached. */
export function awsSources(service: Service): readonly (readonly [string, VariableSource])[] {
  const lookup = async (reach: Reach): Promise<AwsLookup> => {
    if (!reach.aws) throw new NeedsAws();
    return service.tools.aws(await service.region(reach));
  };
  return [
    ['aws', account(service, lookup)],
    ['cf', stackOutput(lookup)],
    ['s3', object(lookup)],
    ['ssm', parameter(lookup)],
  ];
}

type Lookup = (reach: Reach) => Promise<AwsLookup>;

const account =
  (service: Service, lookup: Lookup): VariableSource =>
  async ({address, spot, reach}) => {
    if (address === 'region') return outside(await service.region(reach), spot);
    if (address === 'accountId') return outside(await (await lookup(reach)).account(), spot);
    return {missing: 'aws knows accountId and region'};
  };

/** `cf:stack.Output`, `cf(region):stack.Output`; version 1 had `cf.region:stack.Output`. */
const stackOutput =
  (lookup: Lookup): VariableSource =>
  async ({address, params, spot, reach}) => {
    const dot = address?.indexOf('.') ?? -1;
    if (address === null || dot === -1) return {missing: 'cf takes STACK.OUTPUT'};
    const [stack, output] = [address.slice(0, dot), address.slice(dot + 1)];
    const outputs = await (await lookup(reach)).stackOutputs(stack, regionOf(params));
    if (outputs === undefined) return {missing: `there is no stack ${stack}`};
    const value = Object.hasOwn(outputs, output) ? outputs[output] : undefined;
    return value === undefined
      ? {missing: `the stack ${stack} has no output ${output}`}
      : outside(value, spot);
  };

const object =
  (lookup: Lookup): VariableSource =>
  async ({address, spot, reach}) => {
    const slash = address?.indexOf('/') ?? -1;
    if (address === null || slash === -1) return {missing: 's3 takes BUCKET/KEY'};
    const [bucket, key] = [address.slice(0, slash), address.slice(slash + 1)];
    const text = await (await lookup(reach)).object(bucket, key);
    return text === undefined
      ? {missing: `there is no object ${key} in the bucket ${bucket}`}
      : outside(text, spot);
  };

const SECRET = '/aws/reference/secretsmanager/';
const WORDS = ['raw', 'noDecrypt'];

const parameter =
  (lookup: Lookup): VariableSource =>
  async (question) => {
    if (question.address === null) return {missing: 'ssm takes the name of a parameter'};
    // Version 1 wrote what became of a value behind it: ~true, ~split.
    const name = question.address.replace(/~(?:true|false|split)$/, '');
    const aws = await lookup(question.reach);
    return name.startsWith(SECRET)
      ? secretOf(aws, name.slice(SECRET.length), question)
      : storedOf(aws, name, question);
  };

const secretOf = async (
  aws: AwsLookup,
  id: string,
  {params, spot}: Question,
): ReturnType<VariableSource> => {
  const text = await aws.secret({id});
  if (text === undefined) return {missing: `Secrets Manager has no secret ${id}`};
  return outside(params.includes('raw') ? text : parsed(text), spot, true);
};

const storedOf = async (
  aws: AwsLookup,
  name: string,
  {params, address, spot}: Question,
): ReturnType<VariableSource> => {
  const found = await aws.parameter(name, regionOf(params));
  if (found === undefined) return {missing: `the Parameter Store has no ${name}`};
  const isRaw = params.includes('raw');
  const isList = found.type === 'StringList' || address?.endsWith('~split') === true;
  if (isList && !isRaw) return outside(found.value.split(','), spot);
  if (found.type !== 'SecureString') return outside(found.value, spot);
  return outside(isRaw ? found.value : parsed(found.value), spot, true);
};

/** A JSON object is read; any other text is what it is. */
function parsed(text: string): DocumentValue {
  if (!text.startsWith('{')) return text;
  try {
    return plainValue(JSON.parse(text), null);
  } catch {
    return text;
  }
}

const regionOf = (params: readonly DocumentValue[]): string | undefined =>
  params.find((param): param is string => typeof param === 'string' && !WORDS.includes(param));
