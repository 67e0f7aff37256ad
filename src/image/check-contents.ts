import {BOOTSTRAP, bootstrapIn, type CodeView} from '../core/code-view.js';
import type {CodeEntry, CodeTree, TreeRequest} from '../core/code-tree.js';
import type {FunctionSpec} from '../core/function-spec.js';
import {
  nativePaths,
  nativeWarnings,
  notForeignByName,
  pythonWarnings,
} from '../core/native-files.js';
import {pythonVersionOf} from '../core/python-packages.js';
import {HEAD_BYTES, kindText, programKind} from '../core/program-kind.js';
import {LambdockError} from '../errors/lambdock-error.js';
import {checkEntries, familyOf, type EntryCheck} from './check-entries.js';
import type {ImageIdentity} from './identify-image.js';
import {viewOf} from '../core/code-view.js';

/** The first bytes of files, by path. */
export type ReadHeads = (
  source: TreeRequest,
  paths: readonly string[],
  length: number,
) => Promise<ReadonlyMap<string, Uint8Array>>;

/** How code is looked into. */
export interface ContentTools extends Pick<EntryCheck, 'isPlain' | 'buildCommand'> {
  readonly readHeads: ReadHeads;
  readonly archiveEntries: (source: TreeRequest) => Promise<readonly CodeEntry[]>;
}

/**
 * Looks into code before it is sent: archives are opened, and of programs and native libraries the
 * first bytes are read. Only what is certain is refused; the rest is warned of.
 */
export async function checkContents(
  tools: ContentTools,
  {request, trees}: ImageIdentity,
): Promise<readonly string[]> {
  const {spec} = request;
  if (familyOf(spec) === null) return [];
  const views = await Promise.all(
    trees.map(async (tree) => {
      const view = viewOf(tree);
      return {...view, entries: view.entries ?? (await tools.archiveEntries(tree.source))};
    }),
  );
  const warnings = checkEntries({...tools, spec, views});
  await checkProgram(tools, spec, views);
  const native = await Promise.all(
    [...views.map(ownEntries(trees)), ...trees.flatMap((tree) => besides(tree, spec))].map((view) =>
      nativeOf(tools, spec, view),
    ),
  );
  return [...warnings, ...native.flat()];
}

/** What lies in the tree's own folder: a view also holds the entries of a virtual environment. */
const ownEntries =
  (trees: readonly CodeTree[]) =>
  (view: CodeView, index: number): CodeView => {
    const others = trees[index]?.parts.filter(({source}) => source.path !== view.source.path) ?? [];
    const elsewhere = new Set(others.flatMap(({entries}) => entries ?? []));
    return {...view, entries: view.entries?.filter((entry) => !elsewhere.has(entry)) ?? null};
  };

/** The parts of a tree that come from another folder; what their names tell is told already. */
const besides = ({source, parts}: CodeTree, {runtime, architecture}: FunctionSpec): CodeView[] =>
  parts
    .filter((part) => part.source.path !== source.path)
    .map((part) => ({
      source: part.source,
      entries: notForeignByName(part.entries ?? [], {
        version: pythonVersionOf(runtime) ?? '',
        architecture,
      }),
    }));

async function nativeOf(
  {readHeads}: ContentTools,
  {name, architecture, runtime}: FunctionSpec,
  {source, entries}: CodeView,
): Promise<readonly string[]> {
  const paths = nativePaths(entries ?? []);
  const heads = await readHeads(source, paths, HEAD_BYTES);
  const files = paths.flatMap((path) => {
    const head = heads.get(path);
    return head === undefined ? [] : [{path, kind: programKind(head)}];
  });
  return [
    ...nativeWarnings(files, {root: source.path, functionName: name, architecture}),
    ...pythonWarnings(paths, {root: source.path, runtime: runtime ?? ''}),
  ];
}

/** The program that Lambda starts by itself: it must be for Linux and the function's machine. */
async function checkProgram(
  {readHeads, buildCommand}: ContentTools,
  spec: FunctionSpec,
  views: readonly CodeView[],
): Promise<void> {
  const program = programOf(spec, views);
  if (program === null) return;
  const {view, path} = program;
  const head = (await readHeads(view.source, [path], HEAD_BYTES)).get(path);
  if (head === undefined) return;
  const kind = programKind(head);
  const {name, architecture} = spec;
  const refuse = (why: string, suggestions: readonly string[]): LambdockError =>
    new LambdockError('CODE_UNRUNNABLE', {
      message: `${path} of function ${name} cannot be started: ${why} (${view.source.path})`,
      suggestions,
      details: {function: name, path: view.source.path, file: path, architecture},
    });
  const command = buildCommand({
    ...view.source,
    family: view.source.family ?? 'provided',
    architecture,
  });
  const build = [`build it for linux and ${architecture}${command === null ? '' : `: ${command}`}`];
  if (kind === null)
    throw refuse('it is neither a Linux program nor a script that begins with #!', build);
  if (kind.format === 'script') {
    if (!kind.endsInCarriageReturn) return;
    throw refuse(
      'its lines end as on Windows, and Linux looks for an interpreter whose name ends in a carriage return',
      [
        `sed -i 's/\\r$//' ${path}`,
        `keep git from doing it again: \`${path} text eol=lf\` in .gitattributes`,
      ],
    );
  }
  if (kind.format === 'elf' && kind.machine === architecture) return;
  const other =
    kind.format === 'elf' && kind.machine !== 'other'
      ? [`or give --architecture ${kind.machine}`]
      : [];
  throw refuse(`it is ${kindText(kind)}, the function is for ${architecture}`, [
    ...build,
    ...other,
  ]);
}

function programOf(
  spec: FunctionSpec,
  views: readonly CodeView[],
): {readonly view: CodeView; readonly path: string} | null {
  const family = familyOf(spec);
  if (family === 'provided') {
    const found = bootstrapIn(views);
    return found?.entry.kind === 'file' ? {view: found.view, path: BOOTSTRAP} : null;
  }
  const code = views.at(-1);
  const isThere = code?.entries?.some(({kind, path}) => kind === 'file' && path === spec.handler);
  return family === 'go' && code !== undefined && isThere === true && spec.handler !== null
    ? {view: code, path: spec.handler}
    : null;
}
