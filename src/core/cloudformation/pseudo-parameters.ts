import {DEFAULTS} from '../defaults.js';
import type {Found} from '../reference-scope.js';

/** Values of the pseudo parameters, which are never asked of AWS. */
export interface PseudoParameters {
  readonly region: string;
  readonly stackName: string;
}

/** The account where nobody names one; it is nobody's. */
export const LOCAL_ACCOUNT = DEFAULTS.account;

/** How a region begins, its partition and the end of its host names. */
const PARTITIONS: readonly (readonly [string, string, string])[] = [
  ['cn-', 'aws-cn', 'amazonaws.com.cn'],
  ['us-gov-', 'aws-us-gov', 'amazonaws.com'],
  ['us-isob-', 'aws-iso-b', 'sc2s.sgov.gov'],
  ['us-iso-', 'aws-iso', 'c2s.ic.gov'],
];

/** A pseudo parameter by its name; undefined where there is none. AWS::NoValue is no value. */
export function pseudoParameter(
  {region, stackName}: PseudoParameters,
  id: string,
): Found | undefined {
  const [, partition, suffix] = PARTITIONS.find(([start]) => region.startsWith(start)) ?? [
    '',
    'aws',
    'amazonaws.com',
  ];
  const values: Readonly<Record<string, string | readonly string[]>> = {
    'AWS::AccountId': LOCAL_ACCOUNT,
    'AWS::NotificationARNs': [],
    'AWS::Partition': partition,
    'AWS::Region': region,
    'AWS::StackId': `arn:${partition}:cloudformation:${region}:${LOCAL_ACCOUNT}:stack/${stackName}/00000000-0000-0000-0000-000000000000`,
    'AWS::StackName': stackName,
    'AWS::URLSuffix': suffix,
  };
  const value = Object.hasOwn(values, id) ? values[id] : undefined;
  return value === undefined ? undefined : {value, secret: false, origin: id};
}
