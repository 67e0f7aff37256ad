import type {ServedChange} from '../core/serve-options.js';

/** One line for what became of a change while functions are served. */
export function changeLine({function: name, change, message}: ServedChange): string {
  const what = name ?? 'the project';
  switch (change) {
    case 'replaced':
      return `${what}: what was saved is served now`;
    case 'added':
      return `${what}: is served now`;
    case 'removed':
      return `${what}: is served no longer`;
    case 'mended':
      return name === null
        ? `${what}: can be read again`
        : `${what}: what was saved is what is served`;
    case 'initialised':
      return `${what}: its init has come through`;
    case 'refused':
      return `${what}: what was saved cannot be served, the last state that could goes on: ${message ?? ''}`;
  }
}
