import process from 'node:process';
import {LABELS} from '../../src/core/labels.js';
import {projectId} from '../../src/core/project-id.js';
import {connectEngine} from '../../src/docker/connect.js';

/** Removes from the engine what lambdock made for a project file. */
export async function removeProject(file: string): Promise<void> {
  const engine = await connectEngine({variables: process.env});
  const labels = {[LABELS.project]: projectId(file)};
  for (const {id} of await engine.listContainers(labels)) await engine.removeContainer(id);
  for (const {id} of await engine.listImages(labels, {all: true})) await engine.removeImage(id);
}
