import Docker from 'dockerode';
import {findRuntime} from '../../src/core/runtime.js';

/** Whether functions of a runtime can run on this machine. */
export interface Runnable {
  /** Null where they can. */
  readonly missing: string | null;
}

/** Looks for the base image of a runtime: AWS's, or its stand-in. */
export async function runnable(runtime: string): Promise<Runnable> {
  const row = findRuntime(runtime);
  if (row === undefined) return {missing: `lambdock does not know ${runtime}`};
  const docker = new Docker();
  const names = ['public.ecr.aws/lambda', 'lambdock/stand-in'].map(
    (prefix) => `${prefix}/${row.repository}:${row.tag}`,
  );
  const found = await Promise.allSettled(
    names.map(async (name) => docker.getImage(name).inspect()),
  );
  const isHere = found.some(({status}) => status === 'fulfilled');
  return {missing: isHere ? null : `no base image of ${runtime}`};
}
