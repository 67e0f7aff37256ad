import {basename, join, relative, resolve} from 'node:path';
import {parseImageReference} from '../core/image-reference.js';
import {overrideFunction} from '../core/override-function.js';
import type {Project} from '../core/project.js';
import {projectId} from '../core/project-id.js';
import {isLambdockError, LambdockError} from '../errors/lambdock-error.js';
import {checkOut, findCommit, type Checkout} from '../files/git-checkout.js';
import {pathExists} from '../files/path-exists.js';
import {isAmong, realPlace} from '../files/real-place.js';
import type {ProjectFunction} from './images.js';
import {overridesElsewhere, specElsewhere, type OtherFiles} from './other-overrides.js';
import {functionOf, loadProject} from './project.js';
import type {Session} from './session.js';

/** Another version of a function; its end removes what was checked out for it. */
export interface OtherVersion extends AsyncDisposable {
  readonly target: ProjectFunction;
  /** As messages name it. */
  readonly shownAs: string;
}

/** Flags over the functions, and where their paths start. */
type Flags = Pick<Session, 'options'>;

/** The version that `--against` names: a path of this machine, else a git ref, else an image. */
export async function otherVersion(
  session: Flags,
  current: ProjectFunction,
  against: string,
): Promise<OtherVersion> {
  const path = resolve(session.options.cwd ?? '.', against);
  if (pathExists(path)) return atPath(session, current, {path, shownAs: against});
  const commit = await findCommit(current.project.root, against);
  if (commit !== null) {
    const checkout = await checkOut(commit);
    try {
      return await inCheckout(session, current, {checkout, ref: against});
    } catch (error) {
      await checkout[Symbol.asyncDispose]();
      throw error;
    }
  }
  if (parseImageReference(against) === null) throw nothing(against, current.project);
  const image = overrideFunction(current.spec, {image: against}, current.project.root);
  return versionOf(current, {
    target: {
      project: current.project,
      spec: {...image, layers: [], handlerElse: current.spec.handler},
    },
    shownAs: against,
  });
}

interface AtPath {
  readonly path: string;
  readonly shownAs: string;
}

/** A folder with a project file of the same name is another state of the project; anything else is code. */
async function atPath(
  session: Flags,
  current: ProjectFunction,
  {path, shownAs}: AtPath,
): Promise<OtherVersion> {
  const {file, root} = current.project;
  const project = file === null ? null : join(path, basename(file));
  if (project === null || !pathExists(project))
    return versionOf(current, {target: withCode(current, path), shownAs});
  const at = async (place: string): Promise<string | null> => {
    const real = realPlace(root);
    const found = realPlace(place);
    return isAmong([real], found) ? join(path, relative(real, found)) : null;
  };
  const target = await otherProject(session, current, {project, files: {shownAs, at}});
  return versionOf(current, {target, shownAs});
}

interface InCheckout {
  readonly checkout: Checkout;
  readonly ref: string;
}

async function inCheckout(
  session: Flags,
  current: ProjectFunction,
  {checkout, ref}: InCheckout,
): Promise<OtherVersion> {
  const {project, spec} = current;
  const dispose = async (): Promise<void> => checkout[Symbol.asyncDispose]();
  const files: OtherFiles = {shownAs: ref, at: (path) => checkout.at(path)};
  if (project.file === null) {
    if (spec.code.kind !== 'directory' && spec.code.kind !== 'archive') throw nothing(ref, project);
    const target = {project, spec: await specElsewhere(spec, files)};
    return versionOf(current, {target, shownAs: ref, dispose});
  }
  const file = await checkout.at(project.file);
  if (file === null || !pathExists(file)) {
    throw new LambdockError('PROJECT_NOT_FOUND', {
      message: `${ref} has no ${project.file.slice(project.root.length + 1)}: the other version cannot be read from it`,
      suggestions: [
        'check it out and make what git does not keep, then --against ../other-checkout',
      ],
      details: {ref, file: project.file},
    });
  }
  const target = await otherProject(session, current, {project: file, files});
  return versionOf(current, {target, shownAs: ref, dispose});
}

interface OtherProject {
  readonly project: string;
  readonly files: OtherFiles;
}

/** What flags say of runtime, handler and limits holds for both versions. */
async function otherProject(
  {options}: Flags,
  {spec}: ProjectFunction,
  {project, files}: OtherProject,
): Promise<ProjectFunction> {
  const {overrides = {}, cwd = '.'} = options;
  const asked = {
    ...options,
    project,
    overrides: await overridesElsewhere(overrides, cwd, files),
  };
  const found = await loadProject(asked);
  try {
    return {project: found, spec: await functionOf(found, spec.name, asked)};
  } catch (error) {
    throw inOtherVersion(error, spec.name, {found, shownAs: files.shownAs});
  }
}

/** Else it would be taken for a word on the project that is replayed, which has the function. */
function inOtherVersion(
  error: unknown,
  name: string,
  {found, shownAs}: {readonly found: Project; readonly shownAs: string},
): unknown {
  if (!isLambdockError(error) || error.code !== 'FUNCTION_NOT_FOUND') return error;
  const names = found.functions.map((entry) => entry.name);
  return new LambdockError(error.code, {
    message: `there is no function ${name} in ${shownAs}, which --against names; it has ${names.join(', ')}`,
    suggestions: [
      'name a version that has it; code alone can be compared too: --against ../other/code',
    ],
    details: {...error.details, against: shownAs},
    cause: error,
  });
}

const withCode = ({project, spec}: ProjectFunction, code: string): ProjectFunction => ({
  project,
  spec: overrideFunction(spec, {code}, project.root),
});

interface Version {
  readonly target: ProjectFunction;
  readonly shownAs: string;
  readonly dispose?: () => Promise<void>;
}

/** Its images are not taken for newer ones of the project's own, nor those for newer ones of it. */
function versionOf({project}: ProjectFunction, version: Version): OtherVersion {
  const id = projectId(`${project.file ?? project.root}#against`);
  const {target, shownAs, dispose = nothingHeld} = version;
  return {
    target: {...target, project: {...target.project, id}},
    shownAs,
    [Symbol.asyncDispose]: dispose,
  };
}

/** An image that is not to be had may be the misspelt name of a path or a commit. */
export function explainMissing(error: unknown, {shownAs, target}: OtherVersion): unknown {
  const isImage = target.spec.code.kind === 'image' && target.spec.code.reference === shownAs;
  if (!isImage || !isLambdockError(error) || !error.code.startsWith('IMAGE_')) return error;
  return new LambdockError(error.code, {
    message: `--against ${shownAs}: there is no such path and no such commit, and as an image: ${error.message}`,
    suggestions: error.suggestions,
    details: error.details,
    cause: error,
  });
}

const nothingHeld = (): Promise<void> => Promise.resolve();

const nothing = (against: string, {root}: Project): LambdockError =>
  new LambdockError('USAGE', {
    message: `--against ${against}: there is no such path, no such commit in the repository of ${root}, and it is no image's name`,
    suggestions: ['--against ../other-checkout', '--against main~1', '--against acme/worker:1.4'],
    details: {against},
  });
