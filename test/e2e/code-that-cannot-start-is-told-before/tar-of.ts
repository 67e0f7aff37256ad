import {Readable} from 'node:stream';
import {pack} from 'tar-stream';

/** A tar of one program. */
export function tarOf({path, content}: {path: string; content: Buffer}): Readable {
  const tar = pack();
  tar.entry({name: path, mode: 0o755}, content);
  tar.finalize();
  return Readable.from(tar);
}
