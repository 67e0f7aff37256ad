import type {AwsLookup, StackResource} from '../core/aws-lookup.js';
import {awsAccess, type LookupIdentity} from './access.js';
import {deployedAttribute} from './deployed-attribute.js';
import {describeStack, listExports, listResources} from './stack-answers.js';
import {callerAccount, storedObject, storedParameter, storedSecret} from './stored-values.js';

/** Asks AWS for values, each once; what failed may be asked again. Each SDK client is loaded on need. */
export function awsLookup(identity: LookupIdentity): AwsLookup {
  const access = awsAccess(identity);
  const answers = new Map<string, Promise<unknown>>();
  const once = <T>(key: readonly unknown[], ask: () => Promise<T>): Promise<T> => {
    const name = JSON.stringify(key);
    const known = answers.get(name) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const answer = ask();
    answers.set(name, answer);
    answer.catch(() => answers.delete(name));
    return answer;
  };
  const stack = (name: string, region?: string) =>
    once(['stack', name, region], () => describeStack(access, name, region));
  const outputs: AwsLookup['stackOutputs'] = async (name, region) =>
    (await stack(name, region))?.outputs;
  const resources = (name: string): Promise<ReadonlyMap<string, StackResource>> =>
    once(['resources', name], () => listResources(access, name));
  return {
    stackResource: async (name, logicalId) => (await resources(name)).get(logicalId),
    stackOutputs: outputs,
    stackParameters: async (name) => (await stack(name))?.parameters,
    attribute: async (resource, attribute) => {
      const output = /^Outputs\.(.+)$/.exec(attribute)?.[1];
      if (resource.type === 'AWS::CloudFormation::Stack' && output !== undefined) {
        return (await outputs(resource.physicalId))?.[output];
      }
      return deployedAttribute(resource, attribute);
    },
    exportedValue: async (name) => (await once(['exports'], () => listExports(access))).get(name),
    parameter: (name, region) =>
      once(['parameter', name, region], () => storedParameter(access, name, region)),
    secret: (request) => once(['secret', request], () => storedSecret(access, request)),
    object: (bucket, key) =>
      once(['object', bucket, key], () => storedObject(access, {bucket, key}, identity.variables)),
    account: () => once(['account'], () => callerAccount(access)),
  };
}
