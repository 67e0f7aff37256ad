import {describe, expect, it} from '@jest/globals';
import {findRuntime, nearestRuntime, RUNTIMES} from '../../../src/core/runtime.js';
import {dayOf, supportWarnings} from '../../../src/core/runtime-support.js';

const rows = RUNTIMES.map((row) => [row.id, row] as const);

describe('the runtime table', () => {
  it('names each runtime and each image once', () => {
    expect(new Set(RUNTIMES.map(({id}) => id)).size).toBe(RUNTIMES.length);
    expect(new Set(RUNTIMES.map(({repository, tag}) => `${repository}:${tag}`)).size).toBe(
      RUNTIMES.length,
    );
  });

  it.each(rows)('says of %s a day that exists, or that it is a preview', (_id, row) => {
    expect(row.preview).toBe(row.deprecated === null);
    const day = row.deprecated ?? '2026-01-01';
    expect(dayOf(Date.parse(day))).toBe(day);
  });

  it('has the folders of layers by version', () => {
    const folders = (id: string) => findRuntime(id)?.optFolders;
    expect(folders('nodejs26.x')).toContain('/opt/nodejs/node26/node_modules');
    expect(folders('python3.15')).toContain('/opt/python/lib/python3.15/site-packages');
    expect(folders('ruby3.4')).toContain('/opt/ruby/gems/3.4.0');
    expect(folders('java21')).toEqual(['/opt/java/lib']);
  });

  it('gives Lambda’s name of the environment, but for provided.*', () => {
    expect(findRuntime('java8.al2')?.executionEnv).toBe('AWS_Lambda_java8.al2');
    expect(findRuntime('provided.al2')?.executionEnv).toBeNull();
  });

  it.each([
    ['nodejs22', 'nodejs22.x'],
    ['python3_13', 'python3.13'],
    ['provided.al2032', 'provided.al2023'],
    ['cobol', undefined],
  ])('takes %s for %s', (word, meant) => {
    expect(nearestRuntime(word)).toBe(meant);
  });
});

describe('the warning of a runtime without support', () => {
  it.each([
    [
      'nodejs16.x',
      '2024-06-12',
      'Lambda deprecated nodejs16.x on 2024-06-12; nodejs24.x is supported',
    ],
    ['go1.x', '2026-11-22', 'Lambda deprecated go1.x on 2024-01-08; provided.al2023 is supported'],
    ['ruby4.0', '2029-03-31', 'Lambda deprecated ruby4.0 on 2029-03-31'],
    ['nodejs26.x', '2026-11-22', 'Lambda offers nodejs26.x as a preview: it may still change'],
  ])('of %s on %s says so', (id, today, text) => {
    expect(supportWarnings(id, today)).toEqual([text]);
  });

  it('is not given a day before, nor without a runtime of Lambda’s', () => {
    expect(supportWarnings('nodejs16.x', '2024-06-11')).toEqual([]);
    expect(supportWarnings('acme', '2026-11-22')).toEqual([]);
    expect(supportWarnings(null, '2026-11-22')).toEqual([]);
  });
});
