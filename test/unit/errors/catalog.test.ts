import {readFileSync} from 'node:fs';
import {describe, expect, it} from '@jest/globals';
import {CATALOG} from '../../../src/errors/catalog.js';

const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');

/** Text of each `### CODE` section of docs/errors.md. */
const sections = new Map(
  page
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const [code = '', ...rest] = section.split('\n');
      return [code, rest.join('\n').replace(/^##[\s\S]*/m, '')] as const;
    }),
);

describe('docs/errors.md', () => {
  it('has a section for each code of the catalogue, and no other', () => {
    expect([...sections.keys()].toSorted()).toEqual(Object.keys(CATALOG).toSorted());
  });

  it.each(Object.entries(CATALOG))('tells when %s happens and how it exits', (code, entry) => {
    const text = sections.get(code) ?? '';
    const when = entry.when.charAt(0).toUpperCase() + entry.when.slice(1);
    expect(text).toContain(`Exit ${entry.exit}. ${when}.`);
    expect(text.trim().split('\n').length).toBeGreaterThan(2);
  });
});
