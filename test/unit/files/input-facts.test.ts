import {rm, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {inputFacts} from '../../../src/files/input-facts.js';
import {inTempFolder} from '../../support/in-temp-folder.js';

const FILES = {
  'in/a.ndjson': '{"a":1}\n',
  'in/b.ndjson': '{"b":1}\n',
  'else/c.ndjson': '{"c":1}\n',
};

describe.each(['in', 'in/*.ndjson'])('the facts of %s', (input) => {
  const facts = (cwd: string) => inputFacts(input, {cwd, leftOut: []});

  it('are others when a recording is changed, added, renamed or linked', () =>
    inTempFolder(FILES, async (cwd) => {
      const seen = new Set([(await facts(cwd)).digest]);
      expect((await facts(cwd)).bytes).toBe(16);
      await writeFile(join(cwd, 'in/a.ndjson'), '{"a":2}\n');
      seen.add((await facts(cwd)).digest);
      await writeFile(join(cwd, 'in/d.ndjson'), '{"d":1}\n');
      seen.add((await facts(cwd)).digest);
      await symlink(join(cwd, 'else/c.ndjson'), join(cwd, 'in/c.ndjson'));
      seen.add((await facts(cwd)).digest);
      await writeFile(join(cwd, 'else/c.ndjson'), '{"c":2}\n');
      seen.add((await facts(cwd)).digest);
      await rm(join(cwd, 'else/c.ndjson'));
      seen.add((await facts(cwd)).digest);
      expect(seen.size).toBe(6);
      expect(seen).not.toContain(null);
    }));

  it('are the same whatever lies beside the recordings and is not read', () =>
    inTempFolder(FILES, async (cwd) => {
      const before = await facts(cwd);
      await writeFile(join(cwd, 'in/.hidden.ndjson'), '{"h":1}\n');
      expect(await facts(cwd)).toEqual(before);
    }));
});

it('what is not there has none', () =>
  inTempFolder(FILES, async (cwd) => {
    for (const name of ['-', 'nothing', 'in/*.json'])
      expect(await inputFacts(name, {cwd, leftOut: []})).toEqual({name, bytes: null, digest: null});
  }));
