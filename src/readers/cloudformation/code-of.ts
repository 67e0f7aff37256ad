import {resolve} from 'node:path';
import {isMapping, kindOf, ownValue, textOf} from '../../core/cloudformation/outcome.js';
import {codeAt} from '../../core/code-source.js';
import type {CodeSource, ImageConfig} from '../../core/function-spec.js';
import {formatPlace} from '../../core/place.js';
import type {DocumentValue} from '../../core/reference.js';
import {findRuntime} from '../../core/runtime.js';
import {LambdockError} from '../../errors/lambdock-error.js';
import {assetHash, assetOf} from './asset-of.js';
import {perhaps, placeOf, textAt, textsAt, unfit, valueAt, writtenAt} from './settings.js';
import type {Resource} from './resources.js';
import type {World} from './stack.js';

/** What `sam build` leaves beside the template is no part of a function. */
const IGNORED = ['.aws-sam/'];

/** Whether a function is a container image. */
export async function isImage(resource: Resource): Promise<boolean> {
  if ((await textAt(resource, ['PackageType'])) === 'Image') return true;
  return (await imageWritten(resource)) !== undefined;
}

async function imageWritten(resource: Resource): Promise<DocumentValue | undefined> {
  const isOwn = isServerless(resource) || isMapping(await writtenAt(resource, ['Code']));
  return isOwn ? writtenAt(resource, imagePath(resource)) : undefined;
}

const isServerless = ({type}: Resource): boolean => type === 'AWS::Serverless::Function';

const imagePath = (resource: Resource): readonly string[] =>
  isServerless(resource) ? ['ImageUri'] : ['Code', 'ImageUri'];

/** The image of a function: made from its Dockerfile where the template names one. */
export async function imageOf({surroundings}: World, resource: Resource): Promise<CodeSource> {
  const config = await imageConfigOf(resource);
  const path = imagePath(resource);
  const written = await imageWritten(resource);
  const place = placeOf(resource, path);
  const recipe = recipeOf(resource) ?? (await imageAsset(resource, written));
  if (recipe !== undefined) {
    const {stack} = resource;
    const bases = [stack.folder, ...(stack.sourceFolder === null ? [] : [stack.sourceFolder])];
    const folders = bases.map((base) => resolve(base, recipe.directory));
    const isThere = (folder: string): boolean =>
      surroundings.exists(resolve(folder, recipe.dockerfile));
    const context = folders.find(isThere) ?? folders[0] ?? stack.folder;
    const {args, target} = recipe;
    const dockerfile = resolve(context, recipe.dockerfile);
    return {kind: 'build', context, dockerfile, args, target, config, place};
  }
  const reference = written === undefined ? undefined : await textAt(resource, path);
  if (reference !== undefined) return {kind: 'image', reference, config};
  throw await unfit(resource, [], {
    found: undefined,
    expected: `an image function needs ${path.join('.')}, or Dockerfile and DockerContext in its Metadata`,
  });
}

interface Recipe {
  readonly directory: string;
  readonly dockerfile: string;
  readonly args: Readonly<Record<string, string>>;
  readonly target: string | null;
}

/** The Dockerfile that Metadata names: SAM's words, or the CDK's. */
function recipeOf({metadata}: Resource): Recipe | undefined {
  const text = (key: string): string | undefined => textOf(ownValue(metadata, key));
  const path = text('aws:asset:path');
  const isCdk = path !== undefined && text('aws:asset:property') === 'Code.ImageUri';
  const directory = isCdk ? path : text('DockerContext');
  const dockerfile = text(isCdk ? 'aws:asset:dockerfile-path' : 'Dockerfile');
  if (directory === undefined && dockerfile === undefined) return undefined;
  const written = ownValue(metadata, isCdk ? 'aws:asset:docker-build-args' : 'DockerBuildArgs');
  const args = isMapping(written) ? Object.entries(written) : [];
  return {
    directory: directory ?? '.',
    dockerfile: dockerfile ?? 'Dockerfile',
    args: Object.fromEntries(args.map(([key, value]) => [key, textOf(value) ?? ''])),
    target: text(isCdk ? 'aws:asset:docker-build-target' : 'DockerBuildTarget') ?? null,
  };
}

/** The image asset that the end of an image's name tells. */
async function imageAsset(
  {stack}: Resource,
  written: DocumentValue | undefined,
): Promise<Recipe | undefined> {
  if (stack.assets.images.size === 0) return undefined;
  const hash = assetHash(await perhaps(written, stack.scopes.values));
  return hash === undefined ? undefined : stack.assets.images.get(hash);
}

async function imageConfigOf(resource: Resource): Promise<ImageConfig> {
  const command = await textsAt(resource, ['ImageConfig', 'Command']);
  const entryPoint = await textsAt(resource, ['ImageConfig', 'EntryPoint']);
  const workingDirectory = await textAt(resource, ['ImageConfig', 'WorkingDirectory']);
  return {
    ...(command !== undefined && {command}),
    ...(entryPoint !== undefined && {entryPoint}),
    ...(workingDirectory !== undefined && {workingDirectory}),
  };
}

/** The code of a function that is no image: a folder or archive, or what the template itself holds. */
export async function codeOf(
  world: World,
  resource: Resource,
  runtime: string | null,
): Promise<CodeSource> {
  const key = isServerless(resource) ? 'CodeUri' : 'Code';
  const inline = await codeText(resource, isServerless(resource) ? 'InlineCode' : 'ZipFile');
  if (inline !== undefined) return inlineOf(world, resource, {text: inline, runtime});
  const {folder} = resource.stack;
  const asset = await assetOf(resource, key);
  if (asset !== undefined) return codeAt(folder, asset, []);
  const written = await valueAt(resource, [key]);
  if (typeof written === 'string' && !/^(?:s3|https?):\/\//.test(written)) {
    return codeAt(folder, written, IGNORED);
  }
  if (written !== undefined) throw inS3(resource, key, written);
  throw await unfit(resource, [], {found: undefined, expected: `the key ${key} is missing`});
}

/** A text of the function's code settings; `Code: ./folder` has none. */
async function codeText(resource: Resource, key: string): Promise<string | undefined> {
  if (isServerless(resource)) return textAt(resource, [key]);
  return isMapping(await writtenAt(resource, ['Code']))
    ? textAt(resource, ['Code', key])
    : undefined;
}

interface Inline {
  readonly text: string;
  readonly runtime: string | null;
}

/** Lambda puts it into a file named `index`. */
async function inlineOf(
  {surroundings}: World,
  resource: Resource,
  {text, runtime}: Inline,
): Promise<CodeSource> {
  const family = runtime === null ? undefined : findRuntime(runtime)?.family;
  const name = family === 'nodejs' ? 'index.js' : family === 'python' ? 'index.py' : undefined;
  if (name === undefined) {
    throw await unfit(resource, ['Runtime'], {
      found: runtime ?? undefined,
      expected: 'a runtime of Node.js or Python: code in a template is for these',
    });
  }
  return {kind: 'directory', path: await surroundings.inlineCode({name, text}), ignore: []};
}

function inS3(resource: Resource, key: string, written: DocumentValue): LambdockError {
  const {stack, title, id} = resource;
  const part = (...keys: readonly string[]): string =>
    isMapping(written)
      ? (keys.map((name) => textOf(ownValue(written, name))).find((text) => text !== undefined) ??
        '?')
      : '?';
  const where =
    typeof written === 'string'
      ? written
      : isMapping(written)
        ? `s3://${part('Bucket', 'S3Bucket')}/${part('Key', 'S3Key')}`
        : kindOf(written);
  return new LambdockError('CODE_NOT_FOUND', {
    message: `${formatPlace(placeOf(resource, [key]))}: the code of ${title} is ${where}, which lambdock does not fetch`,
    suggestions: [
      'name the code on this machine: --code PATH',
      `or use the template that names local folders (\`sam build\` makes one), not the packaged ${stack.document.shownAs}`,
    ],
    details: {function: id, code: where},
  });
}
