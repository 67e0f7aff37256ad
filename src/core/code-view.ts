import type {CodeEntry, CodeTree, TreeRequest} from './code-tree.js';

/** What is known of a function's code or of one of its layers. */
export interface CodeView {
  readonly source: TreeRequest;
  /** Null for an archive that has not been opened. */
  readonly entries: readonly CodeEntry[] | null;
}

/** A tree as it was looked at. */
export const viewOf = ({source, parts}: CodeTree): CodeView => ({
  source,
  entries: parts.some(({entries}) => entries === null)
    ? null
    : parts.flatMap(({entries}) => entries ?? []),
});

/** The bootstrap of a custom runtime, where Lambda looks for it: the code, then the layers from the last. */
export function bootstrapIn(
  views: readonly CodeView[],
): {readonly view: CodeView; readonly entry: CodeEntry} | null {
  for (const view of views.toReversed()) {
    const entry = view.entries?.find(({path, kind}) => path === BOOTSTRAP && kind !== 'directory');
    if (entry !== undefined) return {view, entry};
  }
  return null;
}

/** What Lambda starts in a custom runtime. */
export const BOOTSTRAP = 'bootstrap';

/** Whether an entry is a bootstrap that nobody may execute. */
const lacksBit = (entry: CodeEntry): boolean =>
  entry.kind === 'file' && entry.path === BOOTSTRAP && (entry.mode & 0o111) === 0;

/** Said of a bootstrap that gets its executable bit from lambdock. */
export const bitWarning = ({source}: CodeView, entry: CodeEntry): readonly string[] =>
  lacksBit(entry)
    ? [
        `${BOOTSTRAP} of ${source.path} is not executable: it is made so in the image, Lambda would not start it (chmod +x ${BOOTSTRAP})`,
      ]
    : [];

/** An entry as it goes into the image: a bootstrap that is not executable gets the bit. */
export const asStarted = <Entry extends CodeEntry>(
  entry: Entry,
  {what, family}: TreeRequest,
): Entry =>
  (what === 'layer' || family === 'provided') && lacksBit(entry) ? {...entry, mode: 0o755} : entry;
