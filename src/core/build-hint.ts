import type {RuntimeFamily} from './runtime.js';

/** Paths that a build usually makes, and the build. The first match speaks. */
const BUILDS: readonly (readonly [RegExp, string])[] = [
  [/\/target\/lambda(\/|$)/, 'cargo lambda build --release'],
  [/\/target\/.*\.jar$/, 'mvn package'],
  [/\/build\/libs(\/|$)|\.jar$/, './gradlew build'],
  [/\/bin\/(Release|Debug)(\/|$)|\/publish$/, 'dotnet publish'],
  [/\/(dist|build|out|lib|\.build|\.webpack|\.esbuild)(\/|$)/, 'npm run build'],
  [/\.zip$/, '(cd CODE && zip -qr ../function.zip .)'],
];

const BY_FAMILY: Readonly<Partial<Record<RuntimeFamily, string>>> = {
  provided: 'GOOS=linux go build -tags lambda.norpc -o bootstrap',
  dotnet: 'dotnet publish',
  java: 'mvn package',
};

/** The command that usually makes what is missing at a path, or null. */
export const buildHint = (path: string, family: RuntimeFamily | null): string | null =>
  BUILDS.find(([pattern]) => pattern.test(path))?.[1] ??
  (family === null ? null : (BY_FAMILY[family] ?? null));
