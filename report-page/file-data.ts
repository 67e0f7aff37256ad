import {
  CHUNK,
  DATA,
  type PageDetail,
  type PageHead,
  type PageRow,
  type PageTail,
} from '../src/replay/reporters/page-data.js';
import {rowOf, type Row} from './row.js';

/** What the file holds; details stay text until somebody asks for them. */
export interface FileData {
  readonly head: PageHead;
  readonly tail: PageTail;
  readonly rows: readonly Row[];
  /** Null where they were left out. */
  detail(index: number): PageDetail | null;
  /** All that the details of an event say, in lower case. */
  deepText(index: number): string;
}

/** Reads the data elements of the page. */
export function readFileData(): FileData {
  const chunks = [...document.getElementsByClassName(DATA.details)];
  const rows = [...document.getElementsByClassName(DATA.rows)]
    .flatMap((element) => parsed(element) as readonly PageRow[])
    .map(rowOf);
  const opened = new Map<number, readonly (PageDetail | null)[]>();
  const detail = (index: number): PageDetail | null => {
    const chunk = Math.floor(index / CHUNK);
    const element = chunks[chunk];
    if (element === undefined) return null;
    const found = opened.get(chunk) ?? (parsed(element) as readonly (PageDetail | null)[]);
    opened.set(chunk, found);
    return found[index % CHUNK] ?? null;
  };
  const deep: string[] = [];
  return {
    head: parsed(document.getElementById(DATA.head)) as PageHead,
    tail: parsed(document.getElementById(DATA.tail)) as PageTail,
    rows,
    detail,
    deepText: (index) => (deep[index] ??= textOf(detail(index))),
  };
}

const parsed = (element: Element | null): unknown => JSON.parse(element?.textContent ?? 'null');

const textOf = (detail: PageDetail | null): string =>
  detail === null
    ? ''
    : [
        'why' in detail.event ? '' : detail.event.text,
        detail.payload ?? '',
        detail.logs,
        ...(detail.error === null
          ? []
          : [detail.error.type, detail.error.message, ...detail.error.stack]),
        ...detail.diff.flatMap(({path, expected = '', actual = ''}) => [path, expected, actual]),
        ...detail.facts.map(([, value]) => value),
      ]
        .join('\n')
        .toLowerCase();
