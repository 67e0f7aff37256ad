import {createHash} from 'node:crypto';

/** A layer to publish. */
export interface Publication {
  readonly name: string;
  readonly zip: Buffer;
  readonly account?: string;
  readonly region?: string;
  readonly runtimes?: readonly string[];
  readonly architectures?: readonly string[];
}

/** The bytes of a layer version, and what is told of them. */
export interface ShelvedVersion {
  readonly zip: Buffer;
  readonly runtimes?: readonly string[] | undefined;
  readonly architectures?: readonly string[] | undefined;
}

/** Layer versions by ARN, with who may read them and the links that lead to them. */
export interface LayerShelf {
  /** Puts a version there that everybody may read, or its own account alone. */
  put(arn: string, version: ShelvedVersion, readers: 'all' | 'owner'): void;
  remove(arn: string): void;
  clear(): void;
  /** An account that may read it; `*` is everybody. */
  permit(arn: string, account: string): void;
  /** Nobody may read it any more but its owner. */
  unshare(arn: string): void;
  /** The version, where this account may read it. */
  read(arn: string, account: string | null): ShelvedVersion | 'denied' | 'missing';
  /** How many versions there are of a layer, named by its ARN without a version. */
  versions(layer: string): number;
  /** A new link to a version: the path of its address. */
  link(arn: string, isExpired?: boolean): string;
  follow(path: string): {readonly zip: Buffer; readonly isExpired: boolean} | null;
}

interface Shelved extends ShelvedVersion {
  readonly readers: Set<string>;
}

/** An empty shelf. */
export function layerShelf(): LayerShelf {
  const shelf = new Map<string, Shelved>();
  const links = new Map<string, {readonly arn: string; readonly isExpired: boolean}>();
  const owner = (arn: string): string => arn.split(':')[4] ?? '';
  return {
    put(arn, version, readers) {
      shelf.set(arn, {...version, readers: new Set([readers === 'all' ? '*' : owner(arn)])});
    },
    remove: (arn) => void shelf.delete(arn),
    clear: () => shelf.clear(),
    permit: (arn, account) => void shelf.get(arn)?.readers.add(account),
    unshare: (arn) => shelf.get(arn)?.readers.clear(),
    read(arn, account) {
      const found = shelf.get(arn);
      if (found === undefined) return 'missing';
      const isReader = found.readers.has('*') || (account !== null && found.readers.has(account));
      return isReader ? found : 'denied';
    },
    versions: (layer) => [...shelf.keys()].filter((arn) => arn.startsWith(`${layer}:`)).length,
    link(arn, isExpired = false) {
      const path = `/content/${links.size}`;
      links.set(path, {arn, isExpired});
      return path;
    },
    follow(path) {
      const {arn = '', isExpired = false} = links.get(path) ?? {};
      const found = shelf.get(arn);
      return found === undefined ? null : {zip: found.zip, isExpired};
    },
  };
}

/** AWS tells digests in this form. */
export const base64Digest = (bytes: Buffer | string): string =>
  createHash('sha256').update(bytes).digest('base64');
