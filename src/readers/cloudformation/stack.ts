import {isMapping, ownValue} from '../../core/cloudformation/outcome.js';
import {pointerOf, type ConfigDocument} from '../../core/document.js';
import type {Place} from '../../core/place.js';
import type {EvaluationScope} from '../../core/reference-scope.js';
import type {DocumentValue} from '../../core/reference.js';
import type {Assets, Surroundings} from './template-input.js';

/** What an expression is evaluated for: layers may be those of the project, names look no export up. */
export type Use = 'values' | 'layers' | 'names';

/** A template as one stack has it: nested stacks may share a template, not their parameters. */
export interface Stack {
  readonly document: ConfigDocument;
  /** What its functions are named below: labels and logical ids of the stacks around it. */
  readonly path: readonly string[];
  /** AWS::StackName. */
  readonly name: string;
  /** The deployed stack at the top, where the project tells it. */
  readonly deployed: string | null;
  readonly parent: Parent | null;
  readonly folder: string;
  readonly sourceFolder: string | null;
  readonly assets: Assets;
  readonly nested: Map<string, Stack | NoTemplate>;
  readonly scopes: Readonly<Record<Use, EvaluationScope>>;
}

/** The stack around a nested one, and what it passes on. */
export interface Parent {
  readonly stack: Stack;
  readonly id: string;
  readonly parameters: Readonly<Record<string, DocumentValue>>;
}

/** A nested stack whose template is not on this machine. */
export interface NoTemplate {
  readonly elsewhere: string;
}

/** Everything that is read of a project. */
export interface World {
  readonly surroundings: Surroundings;
  /** Every stack, the nested ones after those around them. */
  readonly stacks: Stack[];
}

/** A section of a template: `Resources`, `Outputs` … */
export function section(
  {document}: Pick<Stack, 'document'>,
  name: string,
): Readonly<Record<string, DocumentValue>> {
  const found = isMapping(document.value) ? ownValue(document.value, name) : undefined;
  return isMapping(found) ? found : {};
}

/** Where a value stands, or what is nearest around it. */
export function placeAt({document}: Pick<Stack, 'document'>, path: readonly string[]): Place {
  for (let length = path.length; length >= 0; length--) {
    const node = document.nodes.get(pointerOf(path.slice(0, length)));
    if (node !== undefined) return (length === path.length ? node.keyPlace : null) ?? node.place;
  }
  return {file: document.shownAs, line: 1, column: 1};
}

/** A layer version of the project, in place of the ARN that nobody knows. */
export const layerToken = (stack: Stack, id: string): string =>
  `layer-version:${[...stack.path, id].join('/')}`;

/** Types of functions. */
export const FUNCTION_TYPES: readonly string[] = [
  'AWS::Serverless::Function',
  'AWS::Lambda::Function',
];

/** Types of layer versions. */
export const LAYER_TYPES: readonly string[] = [
  'AWS::Serverless::LayerVersion',
  'AWS::Lambda::LayerVersion',
];

/** Whether a resource is a layer version. */
export const isLayerVersion = (resource: DocumentValue | undefined): boolean =>
  isMapping(resource) && LAYER_TYPES.some((type) => type === resource['Type']);
