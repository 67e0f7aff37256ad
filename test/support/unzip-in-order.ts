import {createHash} from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import {basename, dirname, join, resolve} from 'node:path';
import type {CommandShell} from './command-shell.js';
import type {Tree} from './tree-of.js';

/** As many as Linux follows in one path. */
const MOST_LINKS = 40;

/** One layer: a .zip, and the paths it holds. */
export interface ZippedLayer {
  readonly file: string;
  /** Of folders with a slash at the end. */
  readonly paths: readonly string[];
}

/**
 * Unpacks layers one after the other with `unzip`, which gives up where a file and a folder stand in
 * each other's way: there what is in the way is removed, and entries are unpacked one by one. Null
 * where it still gives up, or would write outside the folder: lambdock refuses such a layer.
 */
export async function unzipInOrder(
  layers: readonly ZippedLayer[],
  folder: string,
  shell: CommandShell,
): Promise<Tree | null> {
  mkdirSync(folder, {recursive: true});
  const unzip = async (file: string, ...paths: readonly string[]): Promise<boolean> =>
    (await shell.run('unzip', '-oq', file, ...paths, '-d', folder)) === 0;
  for (const {file, paths} of layers) {
    if (paths.some((path) => leadsOut(folder, path))) return null;
    if (!paths.some((path) => isBlocked(folder, path))) {
      if (!(await unzip(file))) return null;
      // A link that the layer itself put in another's place may have led out what came after it.
      if (paths.some((path) => leadsOut(folder, path))) return null;
      continue;
    }
    for (const path of paths) {
      if (leadsOut(folder, path) || !makeWay(folder, path)) return null;
      if (!(await unzip(file, path))) return null;
    }
  }
  return treeOnDisk(folder);
}

/** What stands in the way of an entry: no folder where one is wanted, or a folder in a file's place. */
function* obstacles(root: string, path: string): Generator<string> {
  const isFolder = path.endsWith('/');
  const names = path.replace(/\/$/, '').split('/');
  const folders = isFolder ? names.length : names.length - 1;
  for (let depth = 1; depth <= folders; depth += 1) {
    const at = join(root, ...names.slice(0, depth));
    if (lstatSync(at, {throwIfNoEntry: false}) !== undefined && !isDirectory(at)) yield at;
  }
  const end = join(root, ...names);
  if (isFolder || !isDirectory(dirname(end))) return;
  if (lstatSync(end, {throwIfNoEntry: false})?.isDirectory() === true) yield end;
}

const isBlocked = (root: string, path: string): boolean =>
  obstacles(root, path).next().done === false;

/** Whether the folder that an entry goes to is reached through a link that leads elsewhere. */
function leadsOut(root: string, path: string): boolean {
  const names = path.split('/').slice(0, -1);
  return names.some((_, index) => endsOutside(root, join(root, ...names.slice(0, index + 1))));
}

/** Follows links to their end, which need not be there; Node's own realpath takes `c/..` for nothing, whatever c is. */
function endsOutside(root: string, path: string): boolean {
  const isOutside = (at: string): boolean => !`${at}/`.startsWith(`${root}/`);
  if (isDirectory(path)) return isOutside(realpathSync.native(path));
  let at = path;
  for (let left = MOST_LINKS; left > 0 && isDirectory(dirname(at)); left -= 1) {
    if (lstatSync(at, {throwIfNoEntry: false})?.isSymbolicLink() !== true) break;
    at = resolve(realpathSync.native(dirname(at)), readlinkSync(at));
    if (isOutside(at)) return true;
  }
  return false;
}

/** False where what is in the way holds the link that the way leads through: nobody can go it. */
function makeWay(root: string, path: string): boolean {
  for (const obstacle of obstacles(root, path)) {
    rmSync(join(realpathSync.native(dirname(obstacle)), basename(obstacle)), {recursive: true});
    if (!isDirectory(dirname(obstacle))) return false;
  }
  return true;
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Type, mode, link target and content of every path, as `treeOf` tells them. */
function treeOnDisk(root: string, below = ''): Tree {
  const tree: Tree = {};
  for (const name of readdirSync(join(root, below))) {
    const path = below === '' ? name : `${below}/${name}`;
    const stat = lstatSync(join(root, path));
    const mode = (stat.mode & 0o7777).toString(8);
    if (stat.isSymbolicLink()) tree[path] = `l ${readlinkSync(join(root, path))}`;
    else if (stat.isDirectory()) Object.assign(tree, {[path]: `d ${mode}`}, treeOnDisk(root, path));
    else tree[path] = `f ${mode} ${shaOf(readFileSync(join(root, path)))}`;
  }
  return tree;
}

const shaOf = (content: Uint8Array): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 12);
