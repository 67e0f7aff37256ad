/** The parts of an image's name. */
export interface ImageReference {
  /** Host and port of the registry; Docker Hub's where none is written. */
  readonly registry: string;
  /** Registry and path as written, without tag and digest. */
  readonly name: string;
  readonly tag: string | null;
  /** `sha256:...`. */
  readonly digest: string | null;
}

/** The registry of names that name none. */
export const DOCKER_HUB = 'docker.io';

/** https://pkg.go.dev/github.com/distribution/reference has the grammar. */
const COMPONENT = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const HOST = new RegExp(`^(?:${LABEL}(?:\\.${LABEL})*|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?$`);
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const LONGEST_NAME = 255;

/** The parts of `[registry[:port]/]path[:tag][@digest]`, or null when the text is no image's name. */
export function parseImageReference(text: string): ImageReference | null {
  const [named = '', digest = null, ...more] = text.split('@');
  if (more.length > 0 || (digest !== null && !DIGEST.test(digest))) return null;
  // A colon before a slash begins a port.
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const name = colon === -1 ? named : named.slice(0, colon);
  const tag = colon === -1 ? null : named.slice(colon + 1);
  if (tag !== null && !TAG.test(tag)) return null;
  const {registry, path} = splitName(name);
  const isName =
    name.length <= LONGEST_NAME &&
    HOST.test(registry) &&
    path.split('/').every((part) => COMPONENT.test(part));
  return isName ? {registry, name, tag, digest} : null;
}

/** The first part is a registry when it looks like a host: `acme/worker` is on Docker Hub. */
function splitName(name: string): {readonly registry: string; readonly path: string} {
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  return /[.:[]|^localhost$/.test(first)
    ? {registry: first, path: name.slice(slash + 1)}
    : {registry: DOCKER_HUB, path: name};
}

/** What a pull has to say: a digest alone, else a tag, for a name alone would mean every tag. */
export function pullName({name, tag, digest}: ImageReference): {
  readonly name: string;
  readonly tag: string;
} {
  return {name, tag: digest ?? tag ?? 'latest'};
}

/** What is expected where a text is no image's name, or null where it is one. */
export function referenceProblem(text: string): string | null {
  if (parseImageReference(text) !== null) return null;
  if (text.includes('://')) return 'the name of an image, without a scheme';
  if (parseImageReference(text.toLowerCase()) !== null) {
    return `the name of an image, which is in lower case: ${text.toLowerCase()}`;
  }
  return 'the name of an image, such as acme/worker:1.4, localhost:5000/worker or acme/worker@sha256:…';
}
