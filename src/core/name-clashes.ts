/** How many clashes are named in one warning. */
const NAMED = 5;

/** Names of a layer that only case tells apart, as a warning; null where there are none. */
export function caseWarning(layer: string, paths: readonly string[]): string | null {
  const clashes = caseClashes(paths);
  if (clashes.length === 0) return null;
  return `The layer ${layer} has names that differ by case only: ${listed(clashes.map((clash) => clash.join(', ')))}. Linux, and so Lambda, keeps all of them; disks of macOS and Windows keep one`;
}

/** Names that an archive holds more than once, as a warning; null where there are none. */
export function duplicateWarning(layer: string, paths: readonly string[]): string | null {
  if (paths.length === 0) return null;
  return `The layer ${layer} holds more than once: ${listed([...new Set(paths)])}. The last one counts, as in Lambda`;
}

const listed = (names: readonly string[]): string =>
  names.length > NAMED
    ? `${names.slice(0, NAMED).join('; ')}; and ${names.length - NAMED} more`
    : names.join('; ');

/** Groups of paths that differ by case only; of folders, those without such paths inside. */
function caseClashes(paths: readonly string[]): readonly (readonly string[])[] {
  const spellings = new Map<string, Set<string>>();
  for (const path of withFolders(paths)) {
    const key = path.toLowerCase();
    spellings.set(key, (spellings.get(key) ?? new Set()).add(path));
  }
  const keys = [...spellings.keys()].filter((key) => (spellings.get(key)?.size ?? 0) > 1);
  const outer = new Set(keys.map(folderOf));
  return keys.filter((key) => !outer.has(key)).map((key) => [...(spellings.get(key) ?? [])].sort());
}

/** Every path with the folders that it is in. */
function withFolders(paths: readonly string[]): ReadonlySet<string> {
  const all = new Set<string>();
  for (const path of paths) {
    for (let at = path; at !== '' && !all.has(at); at = folderOf(at)) all.add(at);
  }
  return all;
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
