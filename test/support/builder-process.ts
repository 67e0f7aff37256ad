import {Readable} from 'node:stream';
import {connectEngine} from '../../src/docker/connect.js';
import {processIdentity} from '../../src/files/process-identity.js';
import {buildImage} from '../../src/image/build-image.js';
import type {ImageRequest, ImageTools} from '../../src/image/image-tools.js';
import {imageTools} from '../../src/wire/image-tools.js';

/** What a builder is told in its argument, as JSON. */
export interface BuilderOrder {
  readonly request: ImageRequest;
  readonly cacheFolder: string;
  /** Begins to send, says so, and never goes on. */
  readonly stalls?: boolean;
}

/** What it says in its one line of output. */
export interface BuilderReport {
  readonly reference: string;
  readonly sent: number;
}

/** A process that builds one image: tests start several, and kill some. */
async function run({request, cacheFolder, stalls = false}: BuilderOrder): Promise<void> {
  const engine = await connectEngine({variables: process.env});
  const fetchLayers = async (): Promise<never> => {
    throw new Error('no layer here is an ARN');
  };
  const real = imageTools({
    engine,
    ownership: processIdentity(),
    cacheFolder,
    fetchLayers,
    missingLayers: fetchLayers,
  });
  let sent = 0;
  const tools: ImageTools = {
    ...real,
    packPart: async (request) => {
      const onBytes = (bytes: number): void => {
        sent = Math.max(sent, bytes);
        request.onBytes(bytes);
      };
      const tar = await real.packPart({...request, onBytes});
      return stalls ? Readable.from(stalled(tar), {objectMode: false}) : tar;
    },
  };
  const {identity} = await buildImage(tools, request);
  const report: BuilderReport = {reference: identity.reference, sent};
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

async function* stalled(tar: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of tar) {
    yield chunk;
    process.stdout.write('sending\n');
    await new Promise((resolve) => setTimeout(resolve, 600_000));
  }
}

await run(JSON.parse(process.argv[2] ?? '') as BuilderOrder);
