import {execFile} from 'node:child_process';
import {basename} from 'node:path';
import {promisify} from 'node:util';

const run = promisify(execFile);

/** Questions as the git variables of a serverless.yml name them. */
const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  branch: ['rev-parse', '--abbrev-ref', 'HEAD'],
  commit: ['rev-parse', 'HEAD'],
  sha1: ['rev-parse', '--short', 'HEAD'],
  describe: ['describe', '--always'],
  describeLight: ['describe', '--always', '--tags'],
  message: ['log', '-1', '--pretty=%B'],
  messageSubject: ['log', '-1', '--pretty=%s'],
  messageBody: ['log', '-1', '--pretty=%b'],
  user: ['config', 'user.name'],
  email: ['config', 'user.email'],
  repository: ['rev-parse', '--show-toplevel'],
  isDirty: ['status', '--porcelain', '--untracked-files=no'],
  tags: ['tag', '--points-at', 'HEAD'],
};

/** What git says of a folder; null where it does not know, or is not there. */
export async function gitFact(folder: string, question: string): Promise<string | null> {
  const args = Object.hasOwn(QUESTIONS, question) ? QUESTIONS[question] : undefined;
  if (args === undefined) return null;
  try {
    const {stdout} = await run('git', [...args], {cwd: folder});
    const text = stdout.trim();
    if (question === 'repository') return basename(text);
    if (question === 'isDirty') return String(text !== '');
    if (question !== 'tags') return text;
    return text === '' ? await gitFact(folder, 'sha1') : text.split('\n').join('::');
  } catch {
    return null;
  }
}
