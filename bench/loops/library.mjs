// Events through the library's open(), as a program that runs many has them.
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {root} from '../../scripts/prepare.mjs';
import {serveRounds} from './rounds.mjs';

await serveRounds(async ({cwd, name, driver, clients, event}) => {
  const {createLambdock} = await import(pathToFileURL(join(root, 'dist/index.js')).href);
  const lambdock = await createLambdock({
    cwd,
    driver,
    pull: 'never',
    pool: {perFunction: clients},
    onWarning: (text) => process.stderr.write(`${text}\n`),
  });
  const opened = await lambdock.function(name).open({warm: clients});
  const value = JSON.parse(event);
  return {
    clients,
    async send() {
      const {status} = await opened.invoke(value);
      if (status !== 'ok') throw new Error(`${name} ends with ${status}`);
    },
    close: () => lambdock.dispose(),
  };
});
