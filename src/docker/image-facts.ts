import type Docker from 'dockerode';
import type {ImageFacts, Labels} from './engine.js';

// The engine says null where a list is empty; dockerode's types do not know it.
const orEmpty = (list: readonly string[] | null | undefined): readonly string[] => list ?? [];
const orNone = (labels: Labels | null): Labels => labels ?? {};

/** What `inspect` says of an image, in our terms. */
export function inspectFacts(found: Docker.ImageInspectInfo): ImageFacts {
  const config = found.Config as Partial<Docker.ImageInspectInfo['Config']> | null;
  return {
    id: found.Id,
    tags: orEmpty(found.RepoTags),
    repoDigests: orEmpty(found.RepoDigests),
    labels: config?.Labels ?? {},
    architecture: found.Architecture,
    sizeBytes: found.Size,
    created: Date.parse(found.Created),
    entrypoint: textList(config?.Entrypoint),
    command: textList(config?.Cmd),
    workingDir: config?.WorkingDir ?? '',
    env: config?.Env ?? [],
  };
}

const textList = (value: string | string[] | null | undefined): string[] =>
  typeof value === 'string' ? [value] : (value ?? []);

/** What `list` says of an image, in our terms. */
export const listFacts = (found: Docker.ImageInfo): ImageFacts => ({
  id: found.Id,
  tags: orEmpty(found.RepoTags).filter((tag) => tag !== '<none>:<none>'),
  repoDigests: orEmpty(found.RepoDigests).filter((name) => !name.startsWith('<none>')),
  labels: orNone(found.Labels),
  architecture: null,
  sizeBytes: found.Size,
  created: found.Created * 1000,
  entrypoint: [],
  command: [],
  workingDir: '',
  env: [],
});
