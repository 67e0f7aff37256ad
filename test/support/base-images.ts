import Docker from 'dockerode';

const NAMES = {
  node: ['public.ecr.aws/lambda/nodejs:22', 'lambdock/stand-in/nodejs:22'],
  python: ['public.ecr.aws/lambda/python:3.13', 'lambdock/stand-in/python:3.13'],
} as const;

/** The base image of a runtime that is in the engine: AWS's, else its stand-in. */
export async function baseImage(runtime: keyof typeof NAMES): Promise<string> {
  for (const name of NAMES[runtime]) {
    const isThere = await new Docker()
      .getImage(name)
      .inspect()
      .then(
        () => true,
        () => false,
      );
    if (isThere) return name;
  }
  throw new Error(`no base image of ${runtime} in the engine: lambdock images build`);
}
