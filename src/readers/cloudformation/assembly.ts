import {dirname, join, resolve} from 'node:path';
import {isMapping, ownValue, textOf} from '../../core/cloudformation/outcome.js';
import type {ConfigDocument} from '../../core/document.js';
import type {DocumentValue} from '../../core/reference.js';
import type {Assets, ImageAsset, TopTemplate} from './template-input.js';

type Mapping = Readonly<Record<string, DocumentValue>>;
type Read = (file: string) => ConfigDocument;

/** The stacks of a cloud assembly (`cdk.out`), those of its stages included. */
export function assemblyTemplates(folder: string, read: Read): readonly TopTemplate[] {
  const stacks = stacksOf(folder, read);
  // One stack alone needs no name before those of its functions.
  return stacks.length === 1 ? stacks.map((stack) => ({...stack, label: null})) : stacks;
}

function stacksOf(folder: string, read: Read): readonly TopTemplate[] {
  const manifest = read(join(folder, 'manifest.json')).value;
  const artifacts = Object.entries(mapping(at(manifest, ['artifacts'])));
  const ofType = (type: string): readonly (readonly [string, Mapping])[] =>
    artifacts.flatMap(([id, artifact]) =>
      at(artifact, ['type']) === type ? [[id, mapping(at(artifact, ['properties']))] as const] : [],
    );
  const assets = assetsOf(
    ofType('cdk:asset-manifest').flatMap(([, {file}]) =>
      typeof file === 'string' ? [read(resolve(folder, file))] : [],
    ),
  );
  const own = ofType('aws:cloudformation:stack').flatMap(([id, properties]): TopTemplate[] => {
    const file = textOf(ownValue(properties, 'templateFile'));
    if (file === undefined) return [];
    const stackName = textOf(ownValue(properties, 'stackName')) ?? id;
    const document = read(resolve(folder, file));
    return [{document, folder, sourceFolder: null, stackName, label: stackName, assets}];
  });
  const stages = ofType('cdk:cloud-assembly').flatMap(([, {directoryName}]) =>
    typeof directoryName === 'string' ? stacksOf(resolve(folder, directoryName), read) : [],
  );
  return [...own, ...stages];
}

/** What asset manifests say, by the hashes that templates name. */
function assetsOf(manifests: readonly ConfigDocument[]): Assets {
  const files = new Map<string, string>();
  const images = new Map<string, ImageAsset>();
  for (const {file, value} of manifests) {
    const folder = dirname(file);
    for (const [hash, asset] of Object.entries(mapping(at(value, ['files'])))) {
      const path = at(asset, ['source', 'path']);
      if (typeof path === 'string') files.set(hash, resolve(folder, path));
    }
    for (const [hash, asset] of Object.entries(mapping(at(value, ['dockerImages'])))) {
      const source = mapping(at(asset, ['source']));
      const directory = textOf(ownValue(source, 'directory'));
      if (directory === undefined) continue;
      images.set(hash, {
        directory: resolve(folder, directory),
        dockerfile: textOf(ownValue(source, 'dockerFile')) ?? 'Dockerfile',
        args: textsOf(ownValue(source, 'dockerBuildArgs')),
        target: textOf(ownValue(source, 'dockerBuildTarget')) ?? null,
      });
    }
  }
  return {files, images};
}

const textsOf = (value: DocumentValue | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(mapping(value)).map(([key, text]) => [key, textOf(text) ?? '']),
  );

const mapping = (value: DocumentValue | undefined): Mapping => (isMapping(value) ? value : {});

const at = (value: DocumentValue, path: readonly string[]): DocumentValue | undefined =>
  path.reduce<DocumentValue | undefined>(
    (here, key) => (isMapping(here) ? ownValue(here, key) : undefined),
    value,
  );
