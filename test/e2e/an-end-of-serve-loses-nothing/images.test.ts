import {appendFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from '@jest/globals';
import {openProject} from '../../support/e2e-project.js';
import {startServe} from '../../support/served.js';

it('a server without containers keeps its image while another lambdock builds changed code, and no longer', async () => {
  await using project = await openProject();
  const build = async (): Promise<void> => {
    await appendFile(join(project.folder, 'steady', 'index.js'), '// Changed.\n');
    expect((await project.run(['build', 'steady'])).exitCode).toBe(0);
  };
  const {url, started} = await startServe(project, ['steady', '--warm', '0', '-q']);
  await build();
  const path = '/2015-03-31/functions/steady/invocations';
  const answer = await fetch(url + path, {method: 'POST', body: '{"a":1}'});
  expect([answer.status, await answer.json()]).toEqual([200, {a: 1}]);
  started.child.kill('SIGTERM');
  expect((await started.ended()).exitCode).toBe(143);
  await project.untilNoContainer();
  await build();
  expect((await project.images('steady')).filter(({tags}) => tags.length > 0).length).toBe(1);
}, 120_000);
