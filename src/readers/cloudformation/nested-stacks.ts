import {dirname, resolve} from 'node:path';
import {isMapping, ownValue, textOf} from '../../core/cloudformation/outcome.js';
import type {ConfigDocument} from '../../core/document.js';
import {issuesError} from '../../core/issue.js';
import {formatPlace} from '../../core/place.js';
import {LambdockError} from '../../errors/lambdock-error.js';
import {assetOf} from './asset-of.js';
import {makeStack} from './make-stack.js';
import {isThere, resourcesOf, type Resource} from './resources.js';
import {perhaps, placeOf} from './settings.js';
import type {Stack, World} from './stack.js';

/** Where a nested stack names its template. */
const TEMPLATE_KEYS: Readonly<Record<string, string>> = {
  'AWS::CloudFormation::Stack': 'TemplateURL',
  'AWS::Serverless::Application': 'Location',
};

/** Deeper than CloudFormation would ever go: a template that nests itself ends here. */
const DEEPEST = 20;

/** Reads the templates of the nested stacks that are on this machine, and of those in them. */
export async function addNested(world: World, stack: Stack): Promise<void> {
  for (const resource of resourcesOf(stack, 'nested stack', Object.keys(TEMPLATE_KEYS))) {
    if ((await isThere(resource)) === false) continue;
    const file = await templateOf(resource);
    if (typeof file !== 'string') {
      stack.nested.set(resource.id, file);
      continue;
    }
    if (!world.surroundings.exists(file)) {
      missing(world, resource, file);
      stack.nested.set(resource.id, {elsewhere: `there is no ${file}`});
      continue;
    }
    const inner = openNested(world, resource, file);
    stack.nested.set(resource.id, inner);
    await addNested(world, inner);
  }
}

/** One template that is gone hinders no function of the others. */
function missing({surroundings}: World, resource: Resource, file: string): void {
  const key = ownValue(TEMPLATE_KEYS, resource.type) ?? '';
  const place = formatPlace(placeOf(resource, [key]));
  surroundings.onWarning?.(
    `${place}: the template ${file} of ${resource.title} is not there, so its functions are not known: correct ${key}`,
  );
}

function openNested(world: World, resource: Resource, file: string): Stack {
  const {stack, id} = resource;
  const key = ownValue(TEMPLATE_KEYS, resource.type) ?? '';
  const place = formatPlace(placeOf(resource, [key]));
  if (stack.path.length >= DEEPEST) {
    throw new LambdockError('PROJECT_INVALID', {
      message: `${place}: ${resource.title} is nested ${DEEPEST} deep: does a template nest itself?`,
    });
  }
  const parameters = ownValue(resource.properties, 'Parameters');
  return makeStack(world, {
    document: checkedTemplate(world.surroundings.read(file)),
    path: [...stack.path, id],
    name: `${stack.name}-${id}`,
    deployed: stack.deployed,
    parent: {stack, id, parameters: isMapping(parameters) ? parameters : {}},
    folder: dirname(file),
    sourceFolder: stack.sourceFolder,
    assets: stack.assets,
  });
}

/** Rejects what is no template, with everything that reading it found wrong. */
export function checkedTemplate(document: ConfigDocument): ConfigDocument {
  const {shownAs, value, issues} = document;
  const resources = isMapping(value) ? ownValue(value, 'Resources') : undefined;
  if (issues.length > 0) throw issuesError(shownAs, issues);
  if (isMapping(resources)) return document;
  throw issuesError(shownAs, [
    {
      path: resources === undefined ? '' : 'Resources',
      place: document.nodes.get('/Resources')?.place ?? {file: shownAs, line: 1, column: 1},
      found: null,
      expected: 'no template of CloudFormation: it needs a mapping Resources',
      suggestion: null,
      code: 'PROJECT_INVALID',
    },
  ]);
}

async function templateOf(resource: Resource): Promise<string | {readonly elsewhere: string}> {
  const key = ownValue(TEMPLATE_KEYS, resource.type) ?? '';
  const asset = await assetOf(resource, key);
  if (asset !== undefined) return asset;
  const written = ownValue(resource.properties, key);
  const application = isMapping(written) ? textOf(ownValue(written, 'ApplicationId')) : undefined;
  if (application !== undefined) return {elsewhere: application};
  const text = await perhaps(written, resource.stack.scopes.values);
  if (text === undefined) return {elsewhere: `its ${key} is not known`};
  return /^(?:https?|s3):\/\//.test(text)
    ? {elsewhere: text}
    : resolve(resource.stack.folder, text);
}
