import {join} from 'node:path';
import {checkLambdock} from '../../src/config/check-lambdock.js';
import {readDocument} from '../../src/config/read-document.js';
import type {FunctionSpec} from '../../src/core/function-spec.js';
import type {Project} from '../../src/core/project.js';
import {readLambdock} from '../../src/readers/lambdock/read-lambdock.js';
import {errorOf} from './error-of.js';
import {inTempFolder} from './in-temp-folder.js';

const NOTHING = {runtime: false, handler: false};

type Read = Omit<Project, 'functions'> & {readonly functions: readonly FunctionSpec[]};

/** The project of a lambdock.yml, as JSON, in /tmp/shop. */
export const read = (yaml: string, overridden = NOTHING): Promise<Read> =>
  inTempFolder({'shop/lambdock.yml': yaml}, async (folder) => {
    const document = readDocument(join(folder, 'shop/lambdock.yml'), 'lambdock.yml');
    const project = readLambdock({document, issues: checkLambdock(document), overridden});
    const functions = await Promise.all(project.functions.map((entry) => entry.spec()));
    const text = JSON.stringify({...project, functions}).replaceAll(folder, '/tmp');
    return JSON.parse(text) as Read;
  });

/** Every problem as a line, without the head line. */
export const problems = async (yaml: string): Promise<string> => {
  const {message} = await errorOf(() => read(yaml));
  return message.replaceAll(/^ {2}/gm, '');
};
