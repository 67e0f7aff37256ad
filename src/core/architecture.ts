/** An instruction set as Lambda names it. */
export type Architecture = 'x86_64' | 'arm64';

/** Every architecture Lambda knows. */
export const ARCHITECTURES: readonly Architecture[] = ['x86_64', 'arm64'];

/** The architecture as Docker names it in a platform. */
export const dockerArchitecture = (architecture: Architecture): 'amd64' | 'arm64' =>
  architecture === 'x86_64' ? 'amd64' : 'arm64';

/** `linux/amd64`, as the Docker API wants it. */
export const platformOf = (architecture: Architecture): string =>
  `linux/${dockerArchitecture(architecture)}`;
