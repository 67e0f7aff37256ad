import type {CodeEntry, TreeRequest} from '../core/code-tree.js';
import {viewOf} from '../core/code-view.js';
import type {FunctionSpec} from '../core/function-spec.js';
import type {LambdockOptions} from '../core/options.js';
import {buildCommand} from '../files/build-command.js';
import {checkEntries} from '../image/check-entries.js';
import type {ReadHeads} from '../image/check-contents.js';
import type {ImageIdentity} from '../image/identify-image.js';

/** Variables by which a function changes what its runtime loads. */
const LOADERS = [
  'AWS_LAMBDA_EXEC_WRAPPER',
  'CLASSPATH',
  'JAVA_TOOL_OPTIONS',
  'NODE_OPTIONS',
  'NODE_PATH',
  'PYTHONPATH',
  'PYTHONSTARTUP',
  'RUBYLIB',
  'RUBYOPT',
];

/** Whether nothing but the code decides what the runtime loads; an env file may say anything. */
const isPlain = (
  {environment}: FunctionSpec,
  {env = {}, envFiles = [], mounts = []}: LambdockOptions,
): boolean =>
  envFiles.length === 0 &&
  mounts.length === 0 &&
  LOADERS.every((name) => !(name in environment) && !(name in env));

/** What the names of the code show at once; an archive is not opened for it. */
export const lookAtCode = (
  {request: {spec}, trees}: ImageIdentity,
  options: LambdockOptions,
): readonly string[] =>
  checkEntries({spec, views: trees.map(viewOf), isPlain: isPlain(spec, options), buildCommand});

/** Looks into the code; loaded when something is built. */
export const codeCheck =
  (options: LambdockOptions) =>
  async (identity: ImageIdentity): Promise<readonly string[]> => {
    const {checkContents} = await import('../image/check-contents.js');
    const {spec} = identity.request;
    const tools = {isPlain: isPlain(spec, options), buildCommand, readHeads, archiveEntries};
    return checkContents(tools, identity);
  };

const readHeads: ReadHeads = async (source, paths, length) => {
  const files = await import('../files/read-heads.js');
  return files.readHeads(source, paths, length);
};

async function archiveEntries(source: TreeRequest): Promise<readonly CodeEntry[]> {
  const {openArchive} = await import('../files/open-archive.js');
  return (await openArchive(source)).entries;
}
