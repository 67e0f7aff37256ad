import {ownValue, textOf} from '../../core/cloudformation/outcome.js';
import type {FunctionEntry} from '../../core/function-entry.js';
import {formatPlace} from '../../core/place.js';
import {LambdockError} from '../../errors/lambdock-error.js';
import {eventInvokeOf} from './event-invoke-of.js';
import {functionSpec, physicalNameOf} from './function-spec.js';
import {makeStack} from './make-stack.js';
import {addNested, checkedTemplate} from './nested-stacks.js';
import {isThere, resourcesOf, type Resource} from './resources.js';
import {unresolved} from './settings.js';
import {FUNCTION_TYPES, placeAt, section, type Stack, type World} from './stack.js';
import type {Surroundings, TopTemplate} from './template-input.js';

/** What templates describe. */
export interface TemplateProject {
  readonly functions: readonly FunctionEntry[];
  /** Every parameter of the templates at the top. */
  readonly parameters: readonly string[];
}

/**
 * The functions of templates (SAM's, CloudFormation's, the CDK's) and of the stacks nested in them.
 * Names and conditions are evaluated, settings only of the function that is chosen.
 */
export async function readTemplates(
  templates: readonly TopTemplate[],
  surroundings: Surroundings,
): Promise<TemplateProject> {
  const world: World = {surroundings, stacks: []};
  const tops = templates.map((template) =>
    makeStack(world, {
      document: checkedTemplate(template.document),
      path: template.label === null ? [] : [template.label],
      name: surroundings.stackName ?? template.stackName ?? 'local',
      deployed: template.stackName,
      parent: null,
      folder: template.folder,
      sourceFolder: template.sourceFolder,
      assets: template.assets,
    }),
  );
  for (const stack of tops) await addNested(world, stack);
  const entries = await Promise.all(world.stacks.map((stack) => entriesOf(world, stack)));
  return {
    functions: entries.flat(),
    parameters: tops.flatMap((stack) => Object.keys(section(stack, 'Parameters'))),
  };
}

async function entriesOf(world: World, stack: Stack): Promise<readonly FunctionEntry[]> {
  const resources = resourcesOf(stack, 'function', FUNCTION_TYPES);
  const entries = await Promise.all(resources.map((resource) => entryOf(world, resource)));
  return [...entries.filter((entry) => entry !== undefined), ...loopsOf(stack)];
}

async function entryOf(world: World, resource: Resource): Promise<FunctionEntry | undefined> {
  const {stack, id} = resource;
  const there = await isThere(resource);
  if (there === false) return undefined;
  const name = [...stack.path, id].join('/');
  const physical = await physicalNameOf(resource);
  const others = [id, ...constructNames(resource), ...(physical === undefined ? [] : [physical])];
  return {
    name,
    aliases: [...new Set(others)].filter((other) => other !== name),
    place: placeAt(stack, ['Resources', id]),
    spec: () => {
      if (there !== true) throw unresolved(resource, ['Condition'], there);
      return functionSpec(world, resource, name);
    },
    eventInvoke: () => eventInvokeOf(resource),
  };
}

/** What the CDK calls a function: the path of its construct, and the last part of that. */
function constructNames({metadata, id}: Resource): readonly string[] {
  const path = textOf(ownValue(metadata, 'aws:cdk:path'))?.replace(/\/Resource$/, '');
  const sam = textOf(ownValue(metadata, 'SamResourceId')) ?? id;
  return path === undefined ? [sam] : [path, path.slice(path.lastIndexOf('/') + 1), sam];
}

/** A loop of the language extensions may hold functions that nobody can list. */
const loopsOf = (stack: Stack): readonly FunctionEntry[] =>
  Object.keys(section(stack, 'Resources'))
    .filter((id) => id.startsWith('Fn::ForEach'))
    .map((id) => {
      const place = placeAt(stack, ['Resources', id]);
      const error = new LambdockError('PROJECT_UNSUPPORTED', {
        message: `${formatPlace(place)}: the resources of ${id} are not read: Fn::ForEach is not supported`,
        suggestions: ['write its loop out, or describe its functions in a lambdock.yml'],
      });
      return {
        name: [...stack.path, id].join('/'),
        aliases: [],
        place,
        spec: () => Promise.reject(error),
      };
    });
