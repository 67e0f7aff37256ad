import {LambdockError} from '../errors/lambdock-error.js';

/** The ARN of one version of a layer, in its parts. */
export interface LayerArn {
  readonly text: string;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly name: string;
  readonly version: string;
}

const PARTS = /^arn:([^:]*):([^:]*):([^:]*):([^:]*):([^:]*):([^:]*)(?::([^:]*))?$/;

/** The parts of a layer version's ARN; rejects with what is wrong in it. */
export function parseLayerArn(text: string): LayerArn {
  const [, partition = '', service, region = '', account = '', kind, name = '', version] =
    PARTS.exec(text) ?? [];
  const refuse = (why: string, suggestion = SHAPE): never => {
    throw new LambdockError('LAYER_ARN_INVALID', {
      message: `${text} is not the ARN of a layer version: ${why}`,
      suggestions: [suggestion],
      details: {layer: text},
    });
  };
  if (service !== 'lambda' || kind !== 'layer') return refuse('it has another shape');
  if (!/^aws[a-z-]*$/.test(partition)) return refuse(`"${partition}" is no partition`);
  if (!/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region)) return refuse(`"${region}" is no region`);
  if (!/^\d{12}$/.test(account)) return refuse(`"${account}" is no account of twelve digits`);
  if (!/^[A-Za-z0-9_-]{1,140}$/.test(name)) return refuse(`"${name}" is no name of a layer`);
  if (version === undefined) {
    const versions = `aws lambda list-layer-versions --layer-name ${text} --region ${region}`;
    return refuse('its version is missing', `add one, such as ${text}:1; ${versions} shows them`);
  }
  if (!/^[1-9]\d*$/.test(version)) return refuse(`"${version}" is no version`);
  return {text, partition, region, account, name, version};
}

const SHAPE = 'it looks like arn:aws:lambda:eu-west-1:111122223333:layer:shared:7';

/** The layer that a version is of: what lists and permissions are asked for. */
export const layerOf = ({text}: LayerArn): string => text.replace(/:\d+$/, '');
