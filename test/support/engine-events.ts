import type {Readable} from 'node:stream';
import {LABELS} from '../../src/core/labels.js';
import {projectId} from '../../src/core/project-id.js';
import {join} from 'node:path';
import type {E2eProject} from './e2e-project.js';

interface EngineEvent {
  readonly Type: string;
  readonly Action: string;
}

/** What the engine did to a project's containers and images meanwhile: `container create`. */
export async function eventsDuring(
  {docker, folder}: Pick<E2eProject, 'docker' | 'folder'>,
  work: () => Promise<unknown>,
): Promise<readonly string[]> {
  const since = Date.now() / 1000;
  await work();
  const label = `${LABELS.project}=${projectId(join(folder, 'lambdock.yml'))}`;
  const untyped = docker as unknown as {getEvents(options: object): Promise<Readable>};
  const stream = await untyped.getEvents({
    since: since.toFixed(3),
    until: (Date.now() / 1000).toFixed(3),
    filters: {label: [label]},
  });
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as EngineEvent)
    .map(({Type, Action}) => `${Type} ${Action}`);
}
