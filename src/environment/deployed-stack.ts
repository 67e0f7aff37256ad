import type {AwsLookup} from '../core/aws-lookup.js';
import type {Found, Leaf, LeafSource} from '../core/reference-scope.js';
import {LambdockError} from '../errors/lambdock-error.js';

/** AWS as a place where references are looked up. */
export interface Deployed {
  readonly aws: AwsLookup;
  /** Name of the stack, or null where only what needs none is looked up. */
  readonly stack: () => Promise<string | null>;
  /** Whether the user named stack or credentials: then to have no credentials is an error. */
  readonly isWanted: boolean;
  /** Why AWS does not tell a leaf, in words. */
  readonly because: (leaf: Leaf, why: string) => void;
}

/** Codes of AWS that cannot be asked at all. */
const SILENT = ['AWS_OFFLINE', 'AWS_CREDENTIALS'];

/** What a deployed stack, the exports of others and the stores of AWS tell. */
export const deployedStack =
  (deployed: Deployed): LeafSource =>
  async (leaf) => {
    try {
      return await ask(deployed, leaf);
    } catch (error) {
      if (!(error instanceof LambdockError) || !SILENT.includes(error.code)) throw error;
      const isNone = error.code === 'AWS_OFFLINE' || error.details['kind'] === 'no-credentials';
      if (!isNone || (deployed.isWanted && error.code !== 'AWS_OFFLINE')) throw error;
      deployed.because(leaf, error.message);
      return undefined;
    }
  };

function ask(deployed: Deployed, leaf: Leaf): Promise<Found | undefined> {
  switch (leaf.kind) {
    case 'ref':
      return ofReference(deployed, leaf);
    case 'get-att':
      return ofAttribute(deployed, leaf);
    case 'import-value':
      return ofExport(deployed, leaf);
    case 'dynamic':
      return ofDynamic(deployed, leaf);
  }
}

const found = (value: string, origin: string, secret = false): Found => ({value, secret, origin});

async function ofReference(
  {aws, stack: find, because}: Deployed,
  leaf: Leaf & {readonly kind: 'ref'},
): Promise<Found | undefined> {
  const stack = await find();
  if (stack === null) return undefined;
  const {id} = leaf;
  const origin = `stack ${stack}`;
  if (id === 'AWS::StackName') return found(stack, origin);
  // Of a stack that is merely known the project itself says this: nobody's run asks for it unasked.
  if (id === 'AWS::AccountId') return found(await aws.account(), 'your credentials');
  if (id.startsWith('AWS::')) return undefined;
  const resource = await aws.stackResource(stack, id);
  if (resource !== undefined) return found(resource.physicalId, `${origin}, resource ${id}`);
  const parameters = await aws.stackParameters(stack);
  const parameter = parameters?.[id];
  if (parameter !== undefined) return found(parameter, `${origin}, parameter ${id}`);
  because(
    leaf,
    parameters === undefined
      ? `there is no stack ${stack}`
      : `the stack ${stack} tells neither a resource nor a parameter ${id}`,
  );
  return undefined;
}

async function ofAttribute(
  {aws, stack: find, because}: Deployed,
  leaf: Leaf & {readonly kind: 'get-att'},
): Promise<Found | undefined> {
  const stack = await find();
  if (stack === null) return undefined;
  const {id, attribute} = leaf;
  const resource = await aws.stackResource(stack, id);
  if (resource === undefined) {
    because(leaf, `the stack ${stack} has no resource ${id}`);
    return undefined;
  }
  const value = await aws.attribute(resource, attribute);
  if (value !== undefined) return found(value, `stack ${stack}, resource ${id}`);
  because(leaf, `${attribute} of a deployed ${resource.type} cannot be asked for`);
  return undefined;
}

async function ofExport(
  {aws, because}: Deployed,
  leaf: Leaf & {readonly kind: 'import-value'},
): Promise<Found | undefined> {
  const {name} = leaf;
  const value = await aws.exportedValue(name);
  if (value !== undefined) return found(value, `export ${name}`);
  because(leaf, `no stack of this account and region exports ${name}`);
  return undefined;
}

/** `ssm:/x:1`, `ssm-secure:/x`, `secretsmanager:id:SecretString:key:stage:version`. */
async function ofDynamic(
  deployed: Deployed,
  leaf: Leaf & {readonly kind: 'dynamic'},
): Promise<Found | undefined> {
  const split = leaf.text.indexOf(':');
  const service = leaf.text.slice(0, split);
  const rest = leaf.text.slice(split + 1);
  if (split > 0 && (service === 'ssm' || service === 'ssm-secure')) {
    return ofParameter(deployed, leaf, rest);
  }
  if (split > 0 && service === 'secretsmanager') return ofSecret(deployed, leaf, rest);
  deployed.because(leaf, 'there are ssm, ssm-secure and secretsmanager');
  return undefined;
}

async function ofParameter(
  {aws, because}: Deployed,
  leaf: Leaf & {readonly kind: 'dynamic'},
  name: string,
): Promise<Found | undefined> {
  const parameter = await aws.parameter(name);
  if (parameter === undefined) {
    because(leaf, `there is no parameter ${name} in this account and region`);
    return undefined;
  }
  const secret = parameter.type === 'SecureString' || leaf.text.startsWith('ssm-secure:');
  return found(parameter.value, `parameter ${name}`, secret);
}

async function ofSecret(
  {aws, because}: Deployed,
  leaf: Leaf & {readonly kind: 'dynamic'},
  text: string,
): Promise<Found | undefined> {
  const {id, key, ...version} = secretParts(text);
  const secret = await aws.secret({id, ...version});
  if (secret === undefined) {
    because(leaf, `there is no secret ${id} in this account and region`);
    return undefined;
  }
  const value = key === '' ? secret : memberOf(secret, key);
  if (value !== undefined) return found(value, `secret ${id}`, true);
  because(leaf, `the secret ${id} is no JSON with a text, number or boolean at ${key}`);
  return undefined;
}

/** An ARN has colons of its own: seven parts. */
function secretParts(text: string): {
  readonly id: string;
  readonly key: string;
  readonly versionStage?: string;
  readonly versionId?: string;
} {
  const parts = text.split(':');
  const length = text.startsWith('arn:') ? 7 : 1;
  const [, key = '', versionStage = '', versionId = ''] = parts.slice(length);
  return {
    id: parts.slice(0, length).join(':'),
    key,
    ...(versionStage !== '' && {versionStage}),
    ...(versionId !== '' && {versionId}),
  };
}

function memberOf(json: string, key: string): string | undefined {
  const value = parsed(json)?.[key];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

function parsed(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
