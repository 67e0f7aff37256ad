import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

/** What `.env` files are looked up with. */
export interface DotenvRequest {
  readonly folder: string;
  readonly stage: string;
  /** The caller's own variables, which those of the file may use. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** The variables of `.env.STAGE` or, where there is none, of `.env`: one of them counts. */
export async function stageDotenv({
  folder,
  stage,
  variables,
}: DotenvRequest): Promise<Readonly<Record<string, string>>> {
  const file = [`.env.${stage}`, '.env'].map((name) => join(folder, name)).find(existsSync);
  if (file === undefined) return {};
  // Packed, a CommonJS package has a default export and no other.
  const [{default: dotenv}, {default: dotenvExpand}] = await Promise.all([
    import('dotenv'),
    import('dotenv-expand'),
  ]);
  const own = Object.entries(variables).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const {parsed = {}} = dotenvExpand.expand({
    parsed: dotenv.parse(readFileSync(file, 'utf8')),
    processEnv: Object.fromEntries(own),
  });
  return parsed;
}
