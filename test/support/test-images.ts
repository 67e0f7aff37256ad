import {randomUUID} from 'node:crypto';
import {Readable} from 'node:stream';
import Docker from 'dockerode';
import {pack} from 'tar-stream';
import type {Engine} from '../../src/docker/engine.js';

/** Images that a test makes; its end removes them. */
export interface TestImages extends AsyncDisposable {
  /** Builds an image of these files, the Dockerfile among them; resolves with its name. */
  build(files: Readonly<Record<string, string>>, platform?: string): Promise<string>;
}

/** Opens a maker of images with names that nobody else has. */
export function openTestImages(engine: Engine): TestImages {
  const run = randomUUID().slice(0, 8);
  const made: string[] = [];
  return {
    async build(files, platform) {
      const tag = `lambdock-test/image-${run}:${made.length}`;
      const context = pack();
      for (const [name, content] of Object.entries(files)) {
        const isScript = name.endsWith('.sh') || content.startsWith('#!');
        context.entry({name, mode: isScript ? 0o755 : 0o644}, content);
      }
      context.finalize();
      await engine.buildImage(Readable.from(context), {
        tag,
        dockerfile: 'Dockerfile',
        ...(platform !== undefined && {platform}),
      });
      made.push(tag);
      return tag;
    },
    async [Symbol.asyncDispose]() {
      for (const name of made) {
        await new Docker()
          .getImage(name)
          .remove({force: true})
          .catch(() => undefined);
      }
    },
  };
}
