import {randomUUID} from 'node:crypto';
import {entryAt, outside} from './located.js';
import type {Question, Reach, Told, VariableSource} from './evaluation.js';
import type {Service} from './settings-of-service.js';

/** Sources that need nothing but the project and this machine. */
export function projectSources(service: Service): readonly (readonly [string, VariableSource])[] {
  return [
    ['self', self(service)],
    ['opt', opt(service)],
    ['env', env(service)],
    ['param', param(service)],
    ['sls', sls(service)],
    ['strToBool', strToBool],
    ['git', git(service)],
  ];
}

/** Stage and region are what they are for the framework: flag, file, default. */
const self =
  (service: Service): VariableSource =>
  async ({address, spot, reach}) => {
    if (address === null) return service.root;
    const keys = address.split('.').filter((key) => key !== '');
    const {flags} = service.tools;
    if (address === 'provider.stage' && flags.stage !== null) return outside(flags.stage, spot);
    if (address === 'provider.region' && flags.region !== null) return outside(flags.region, spot);
    const found = await service.evaluator.at(service.root, keys, reach);
    if (found !== undefined && found.value !== null) return found;
    if (address === 'provider.stage') return outside(await service.stage(reach), spot);
    if (address === 'provider.region') return outside(await service.region(reach), spot);
    return {missing: `there is no ${address} in ${service.tools.file.shownAs}`};
  };

const opt =
  (service: Service): VariableSource =>
  ({address, spot}) => {
    const options = optionsOf(service);
    if (address === null) return Promise.resolve(outside(options, spot));
    const value = Object.hasOwn(options, address) ? options[address] : undefined;
    if (value !== undefined) return Promise.resolve(outside(value, spot));
    return Promise.resolve({missing: `there is no flag --${address}`});
  };

/** The framework's names of the flags that were given. */
export function optionsOf({tools: {flags}}: Service): Readonly<Record<string, string | string[]>> {
  const params = Object.entries(flags.params).map(([name, value]) => `${name}=${value}`);
  return {
    ...(flags.stage !== null && {stage: flags.stage, s: flags.stage}),
    ...(flags.region !== null && {region: flags.region, r: flags.region}),
    ...(flags.profile !== null && {'aws-profile': flags.profile}),
    ...(params.length > 0 && {param: params}),
  };
}

/** The shell's own variables come before those of .env files, as dotenv has it. */
function env(service: Service): VariableSource {
  const {tools} = service;
  let read: Promise<Readonly<Record<string, string>>> | undefined;
  return async ({address, spot, reach}) => {
    const files = reach.hostOnly === true ? {} : await (read ??= dotenvOf(service));
    if (address === null) {
      const all = Object.entries({...files, ...tools.variables});
      return outside(
        Object.fromEntries(
          all.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
        ),
        spot,
      );
    }
    const value =
      tools.variables[address] ?? (Object.hasOwn(files, address) ? files[address] : undefined);
    return value === undefined
      ? {missing: `${address} is not set in this shell`}
      : outside(value, spot);
  };
}

/** `useDotenv: true`; version 4 of the framework reads them always. */
async function dotenvOf(service: Service): Promise<Readonly<Record<string, string>>> {
  const {root, evaluator, tools} = service;
  const reach: Reach = {aws: false, hostOnly: true};
  const isAsked = (await evaluator.at(root, ['useDotenv'], reach))?.value === true;
  const version = (await evaluator.at(root, ['frameworkVersion'], reach))?.value;
  const isFour =
    (typeof version === 'string' || typeof version === 'number') && /^\D*4/.test(String(version));
  return isAsked || isFour ? tools.dotenv(await service.stage(reach)) : {};
}

/** `--param`, then the stage's own parameters, then those of every stage. */
const param =
  (service: Service): VariableSource =>
  async ({address, spot, reach}) => {
    const {params} = service.tools.flags;
    if (address === null) return {missing: 'a parameter is named: ${param:NAME}'};
    const given = Object.hasOwn(params, address) ? params[address] : undefined;
    if (given !== undefined) return outside(given, spot);
    const stage = await service.stage(reach);
    for (const path of paramPaths(stage)) {
      const group = await service.evaluator.at(service.root, path, reach);
      const found = group === undefined ? undefined : entryAt(group, address);
      if (found !== undefined && found.value !== null) return found;
    }
    return {missing: `there is no parameter ${address} for the stage ${stage}`};
  };

const paramPaths = (stage: string): readonly (readonly string[])[] => [
  ['stages', stage, 'params'],
  ['params', stage],
  ['stages', 'default', 'params'],
  ['params', 'default'],
];

function sls(service: Service): VariableSource {
  // One of its kind for each run, as the framework has it.
  let instance: string | undefined;
  return async ({address, spot, reach}) => {
    if (address === 'stage') return outside(await service.stage(reach), spot);
    if (address === 'instanceId') return outside((instance ??= randomUUID()), spot);
    return {missing: 'sls knows instanceId and stage'};
  };
}

const TRUTH: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

const strToBool: VariableSource = ({params: [value = null], spot}: Question) => {
  const isScalar =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  const truth = isScalar ? TRUTH.get(String(value).trim().toLowerCase()) : undefined;
  return Promise.resolve<Told>(
    truth === undefined
      ? {missing: `strToBool takes true, false, 1 or 0, found ${JSON.stringify(value)}`}
      : outside(truth, spot),
  );
};

const git =
  ({tools}: Service): VariableSource =>
  async ({address, spot}) => {
    const told = await tools.git(address ?? '');
    return told === null
      ? {missing: `git does not know ${address ?? 'what is asked'} of this folder`}
      : outside(told, spot);
  };
