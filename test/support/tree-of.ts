import {createHash} from 'node:crypto';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {extract} from 'tar-stream';

/** What a tree holds, by path: `d 755`, `f 644 <start of sha256>` or `l <target>`. */
export type Tree = Record<string, string>;

/** A header of tar-stream, whose own types come from a package without any. */
interface Header {
  readonly name: string;
  readonly type: string;
  readonly mode: number;
  readonly mtime: Date;
  readonly uid: number;
  readonly linkname: string | null;
}

/** Start of the sha256 of a content, as trees show it. */
export const shaOf = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 12);

/** The entries of a tar that are below a folder, in their order. */
export async function treeOf(tar: AsyncIterable<Uint8Array>, folder: string): Promise<Tree> {
  const tree: Tree = {};
  await eachEntry(tar, (header, content) => {
    const path = header.name.replace(/^\.?\//, '').replace(/\/$/, '');
    if (!path.startsWith(`${folder}/`)) return;
    tree[path.slice(folder.length + 1)] = told(header, content);
  });
  return tree;
}

function told({type, mode, linkname}: Header, content: Uint8Array): string {
  if (type === 'symlink') return `l ${linkname ?? ''}`;
  const permissions = (mode & 0o7777).toString(8);
  return type === 'directory' ? `d ${permissions}` : `f ${permissions} ${shaOf(content)}`;
}

/** Calls back with every entry of a tar. */
export async function eachEntry(
  tar: AsyncIterable<Uint8Array>,
  take: (header: Header, content: Uint8Array) => void,
): Promise<void> {
  const reader = extract();
  reader.on('entry', (header, stream, next) => {
    const chunks: Uint8Array[] = [];
    const body = stream as unknown as NodeJS.ReadableStream;
    body.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    body.on('end', () => {
      take(header, Buffer.concat(chunks));
      next();
    });
  });
  await pipeline(Readable.from(tar), reader as unknown as NodeJS.WritableStream);
}
