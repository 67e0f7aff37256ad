/** Name of the lock file, beside the project file: known at every start, the file's content to few. */
export const LOCK_FILE = 'lambdock.lock.json';
