import type {Readable} from 'node:stream';
import type {Client} from './client.js';

/** Whether a container has something at a path; it need not run. */
export async function hasPath(client: Client, id: string, path: string): Promise<boolean> {
  const found = await client.callUnless(
    [404],
    `look for ${path}`,
    async () => (await client.docker.getContainer(id).infoArchive({path})) as unknown as Readable,
  );
  // An answer that nobody reads would hold the connection, and with it the process.
  found?.resume();
  return found !== null;
}

/** The content of one file of a container, or null; a link is none. */
export async function readContainerFile(
  client: Client,
  id: string,
  path: string,
): Promise<Uint8Array | null> {
  const tar = await client.callUnless([404], `read ${path}`, async () => {
    const stream = await client.docker.getContainer(id).getArchive({path});
    return stream as unknown as Readable;
  });
  if (tar === null) return null;
  // Bare bytes would count as an answer of something that is no engine.
  const {content} = await client.call(`read ${path}`, async () => ({content: await fileIn(tar)}));
  return content;
}

async function fileIn(tar: Readable): Promise<Uint8Array | null> {
  const {default: tarStream} = await import('tar-stream');
  try {
    for await (const entry of tar.pipe(tarStream.extract()) as AsyncIterable<TarEntry>) {
      if (entry.header.type !== 'file') continue;
      const chunks: Uint8Array[] = [];
      for await (const chunk of entry) chunks.push(chunk);
      return Buffer.concat(chunks);
    }
    return null;
  } finally {
    tar.destroy();
  }
}

/** What tar-stream gives; its streams are of a kind of their own, without types. */
interface TarEntry extends AsyncIterable<Uint8Array> {
  readonly header: {readonly type: string};
}
