import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const PROGRAM = 'gateway.cjs';

/**
 * The folder with the gateway's program that ships with lambdock; null in a copy without one. Sources, chunks
 * and bundles lie at different depths below the package: it is in the first dist/ on the way up.
 */
export function gatewayFolder(start = fileURLToPath(import.meta.url)): string | null {
  const above = dirname(start);
  if (above === start) return null;
  const folder = join(above, 'dist/gateway');
  return existsSync(join(folder, PROGRAM)) ? folder : gatewayFolder(above);
}
