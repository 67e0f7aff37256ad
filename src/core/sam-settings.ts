/** What samconfig.toml says that matters here. */
export interface SamSettings {
  /** The file, as messages name it. */
  readonly shownAs: string;
  readonly stackName: string | null;
  readonly region: string | null;
  readonly params: Readonly<Record<string, string>>;
}
