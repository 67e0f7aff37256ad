import type {Readable} from 'node:stream';
import type {TarItem} from '../core/code-tree.js';
import {packItems} from './build-context.js';
import type {ContainerFile} from './engine.js';

/** A tar of small files, to be unpacked at the root of a container. */
export const packFiles = (files: readonly ContainerFile[]): Readable =>
  packItems(items(files), {target: '.'});

async function* items(files: readonly ContainerFile[]): AsyncGenerator<TarItem> {
  for (const {path, content, mode} of files) {
    const size = content.length;
    yield {entry: {kind: 'file', path: path.slice(1), mode, size, mtimeMs: 0}, content};
  }
}
