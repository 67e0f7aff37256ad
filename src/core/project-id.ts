import {createHash} from 'node:crypto';

const LENGTH = 12;

/** Identity of a project on a machine, from the absolute path of its file or folder. */
export const projectId = (path: string): string =>
  createHash('sha256').update(path).digest('hex').slice(0, LENGTH);
