import type {Architecture} from './architecture.js';
import type {RuntimeFamily} from './runtime.js';

/** Where a build's result is missing, and what can be seen around it. */
export interface BuildPlace {
  /** Absolute path of what is missing. */
  readonly path: string;
  readonly family: RuntimeFamily | null;
  readonly architecture: Architecture;
  /** Names in the nearest folder above the path that has any sign of a build. */
  readonly names: readonly string[];
  /** Whether its package.json has a script of the name build. */
  readonly hasBuildScript: boolean;
}

type Build = (place: BuildPlace) => string;

const goBuild: Build = ({architecture}) =>
  `GOOS=linux GOARCH=${architecture === 'arm64' ? 'arm64' : 'amd64'} go build -tags lambda.norpc -o bootstrap`;
const cargoBuild: Build = ({architecture}) =>
  `cargo lambda build --release${architecture === 'arm64' ? ' --arm64' : ''}`;
const dotnetPublish: Build = ({architecture}) =>
  `dotnet publish -c Release -r linux-${architecture === 'arm64' ? 'arm64' : 'x64'}`;

/** Files that tell how a project is built, and the build. The first match speaks. */
const BY_NAME: readonly (readonly [RegExp, Build, RegExp])[] = [
  [
    /^pom\.xml$/,
    ({names}) => (names.includes('mvnw') ? './mvnw package' : 'mvn package'),
    /java|provided/,
  ],
  [
    /^build\.gradle(\.kts)?$/,
    ({names}) => (names.includes('gradlew') ? './gradlew build' : 'gradle build'),
    /java|provided/,
  ],
  [/^Cargo\.toml$/, cargoBuild, /provided/],
  [/^go\.mod$/, goBuild, /provided|go/],
  [/\.[cf]sproj$/, dotnetPublish, /dotnet|provided/],
  [/^tsconfig\.json$/, () => 'npx tsc', /nodejs/],
];

/** Paths that a build usually makes, and the build. */
const BY_PATH: readonly (readonly [RegExp, Build])[] = [
  [/\/target\/lambda(\/|$)/, cargoBuild],
  [/\/target\/.*\.jar$/, () => 'mvn package'],
  [/\/build\/libs(\/|$)|\.jar$/, () => 'gradle build'],
  [/\/bin\/(Release|Debug)(\/|$)|\/publish$/, dotnetPublish],
  [/\/(dist|build|out|lib|\.build|\.webpack|\.esbuild)(\/|$)/, () => 'npm run build'],
  [/\.zip$/, () => '(cd CODE && zip -qr ../function.zip .)'],
];

const BY_FAMILY: Readonly<Partial<Record<RuntimeFamily, Build>>> = {
  provided: goBuild,
  go: goBuild,
  dotnet: dotnetPublish,
  java: () => 'mvn package',
};

/** Whether a name in a folder, of itself, tells how the project there is built. */
export const isBuildSign = (name: string): boolean =>
  name === 'package.json' || BY_NAME.some(([pattern]) => pattern.test(name));

/** The command that usually makes what is missing, or null: by the project's own files, then by the path. */
export function buildHint(place: BuildPlace): string | null {
  const {names, family, path, hasBuildScript} = place;
  const takes = (families: RegExp): boolean => family === null || families.test(family);
  if (hasBuildScript && takes(/nodejs/)) return 'npm run build';
  for (const [pattern, build, families] of BY_NAME) {
    if (takes(families) && names.some((name) => pattern.test(name))) return build(place);
  }
  const build =
    BY_PATH.find(([pattern]) => pattern.test(path))?.[1] ??
    (family === null ? undefined : BY_FAMILY[family]);
  return build?.(place) ?? null;
}
