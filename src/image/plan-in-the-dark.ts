import type {BuildPlan, BuildStep} from '../core/build-plan.js';
import {treeName, type CodePart, type CodeTree} from '../core/code-tree.js';
import {DERIVED_REPOSITORY, repositoryName} from '../core/derived-image.js';
import {namesOf} from './ensure-base.js';
import type {ImageRequest} from './image-tools.js';

/** What is known of a function before all that it stands on is here. */
interface Dark {
  readonly request: ImageRequest;
  /** Null where there is no base image yet. */
  readonly base: BuildStep | null;
  /** Of the layers that are here, in their order, then of the code. */
  readonly trees: readonly CodeTree[];
  /** ARNs of the layers that are not. */
  readonly missing: ReadonlySet<string>;
}

/** A plan without a base image, or without some layers: no digest of what stands on them is known. */
export function planInTheDark({request, base, trees, missing}: Dark): BuildPlan {
  const {spec} = request;
  const steps = [...layerSteps({request, trees, missing}), ...codeSteps(trees)];
  return {
    functionName: spec.name,
    image:
      steps.length === 0
        ? namesOf(request).image
        : `${DERIVED_REPOSITORY}/${repositoryName(spec.name)}`,
    upToDate: false,
    steps: [base ?? absentBase(request), ...steps],
  };
}

/** Layers in the function's order, whether they are here or not. */
function layerSteps({request, trees, missing}: Omit<Dark, 'base'>): readonly BuildStep[] {
  const here = trees.filter(({source}) => source.what === 'layer')[Symbol.iterator]();
  return request.spec.layers.flatMap((layer): readonly BuildStep[] =>
    layer.kind === 'arn' && missing.has(layer.arn)
      ? [fetchStep(layer.arn)]
      : partSteps(here.next().value?.parts ?? []),
  );
}

const codeSteps = (trees: readonly CodeTree[]): readonly BuildStep[] =>
  trees.filter(({source}) => source.what === 'code').flatMap(({parts}) => partSteps(parts));

const fetchStep = (arn: string): BuildStep => ({
  kind: 'layer',
  target: arn,
  action: 'fetch',
  cause: 'not in the cache',
  digest: '',
  bytes: null,
});

const partSteps = (parts: readonly CodePart[]): readonly BuildStep[] =>
  parts.map(({kind, source, digest, bytes}) => ({
    kind,
    target: treeName(source),
    action: 'add',
    cause: 'not built yet',
    digest,
    bytes,
  }));

function absentBase({spec, pull, build, ...request}: ImageRequest): BuildStep {
  if (build !== undefined) {
    return {
      kind: 'base',
      target: build.source.dockerfile,
      action: 'build',
      cause: 'not built yet',
      digest: build.digest,
      bytes: build.part.bytes,
    };
  }
  const cause = pull === 'never' ? 'image absent, and --pull never' : 'image absent';
  const {image} = namesOf({spec, pull, ...request});
  return {kind: 'base', target: image, action: 'pull', cause, digest: '', bytes: null};
}
