import type * as CloudFormation from '@aws-sdk/client-cloudformation';
import type {StackResource} from '../core/aws-lookup.js';
import type {Access, Ask} from './access.js';

type Sdk = typeof CloudFormation;
type Client = CloudFormation.CloudFormationClient;

/** What AWS says instead of a value that may not be read again (NoEcho). */
const NO_ECHO = '****';

/** What a stack was deployed with, and what it says for others. */
export interface DeployedStack {
  readonly parameters: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/** A deployed stack; undefined where there is none of that name. */
export const describeStack = (
  access: Access,
  stack: string,
  region?: string,
): Promise<DeployedStack | undefined> =>
  askFormation(access, {
    what: `the stack ${stack}`,
    right: 'cloudformation:DescribeStacks',
    command: `aws cloudformation describe-stacks --stack-name ${stack}`,
    region,
    send: async (client, {DescribeStacksCommand}, options) => {
      const command = new DescribeStacksCommand({StackName: stack});
      // There is no other refusal of a name than that no stack has it.
      const answer = await client.send(command, options).catch(unlessRefused);
      const found = answer?.Stacks?.[0];
      return found && deployedStack(found);
    },
  });

/** The resources of a stack that is there, by logical id. */
export const listResources = (
  access: Access,
  stack: string,
): Promise<ReadonlyMap<string, StackResource>> =>
  askFormation(access, {
    what: `the resources of the stack ${stack}`,
    right: 'cloudformation:DescribeStackResources',
    command: `aws cloudformation list-stack-resources --stack-name ${stack}`,
    send: async (client, sdk, options) => {
      const described = new sdk.DescribeStacksCommand({StackName: stack});
      const about = await client.send(described, options).catch(unlessRefused);
      const stackId = about?.Stacks?.[0]?.StackId;
      if (stackId === undefined) return new Map<string, StackResource>();
      const pages = sdk.paginateListStackResources({client}, {StackName: stack}, options);
      const found = new Map<string, StackResource>();
      for await (const {StackResourceSummaries: rows = []} of pages) {
        for (const row of rows) {
          const {LogicalResourceId: logicalId, PhysicalResourceId: physicalId} = row;
          // Of what is deleted, or was not made yet, there is nothing to tell.
          if (!logicalId || !physicalId || row.ResourceStatus?.startsWith('DELETE') === true)
            continue;
          found.set(logicalId, {logicalId, physicalId, type: row.ResourceType ?? '', stackId});
        }
      }
      return found;
    },
  });

/** Everything that stacks of this account and region export. */
export const listExports = (access: Access): Promise<ReadonlyMap<string, string>> =>
  askFormation(access, {
    what: 'the exports of other stacks',
    right: 'cloudformation:ListExports',
    command: 'aws cloudformation list-exports',
    send: async (client, {paginateListExports}, options) => {
      const found = new Map<string, string>();
      for await (const {Exports: rows = []} of paginateListExports({client}, {}, options)) {
        for (const {Name: name, Value: value} of rows) {
          if (name !== undefined && value !== undefined) found.set(name, value);
        }
      }
      return found;
    },
  });

interface FormationAsk<T> {
  readonly what: string;
  readonly right: string;
  readonly command: string;
  readonly region?: string | undefined;
  readonly send: (
    client: Client,
    sdk: Sdk,
    options: Parameters<Ask<Client, T>['send']>[1],
  ) => Promise<T>;
}

async function askFormation<T>(access: Access, ask: FormationAsk<T>): Promise<T> {
  const sdk = await import('@aws-sdk/client-cloudformation');
  const {region, send, ...question} = ask;
  return access.ask<Client, T>({
    question,
    region,
    client: (settings) => Promise.resolve(new sdk.CloudFormationClient(settings)),
    send: (client, options) => send(client, sdk, options),
  });
}

function unlessRefused(error: unknown): undefined {
  if (error instanceof Error && error.name === 'ValidationError') return undefined;
  throw error;
}

const pair = (key: string, value: string): readonly [string, string] => [key, value];

function deployedStack({
  Parameters: given = [],
  Outputs: told = [],
}: CloudFormation.Stack): DeployedStack {
  const parameters = given.flatMap(({ParameterKey: key, ParameterValue, ResolvedValue}) => {
    // A parameter that names one of the Parameter Store stands for its value.
    const value = ResolvedValue ?? ParameterValue;
    return key === undefined || value === undefined || value === NO_ECHO ? [] : [pair(key, value)];
  });
  const outputs = told.flatMap(({OutputKey: key, OutputValue: value}) =>
    key === undefined || value === undefined ? [] : [pair(key, value)],
  );
  return {parameters: Object.fromEntries(parameters), outputs: Object.fromEntries(outputs)};
}
