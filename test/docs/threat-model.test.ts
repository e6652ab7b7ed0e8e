import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';

const ROOT = new URL('../../', import.meta.url);
const text = readFileSync(new URL('docs/security.md', ROOT), 'utf8');

/** A row of a table of threats: what may happen, where it is met, and what shows that. */
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| Threat ') && !line.startsWith('| ---'))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim()));

const namedIn = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, name]) => name ?? []);

describe('the threat model', () => {
  it('has threats', () => {
    assert.ok(rows.length > 40, String(rows.length));
  });

  for (const [threat = '', code = '', shown = '', ...more] of rows) {
    it(`names what meets it and what shows it: ${threat}`, () => {
      assert.deepEqual(more, []);
      for (const cell of [code, shown]) {
        const files = namedIn(cell).filter((name) => name.includes('/') || /\.(ts|md|sql)$/.test(name));
        assert.ok(files.length > 0, `no file in “${cell}”`);
        for (const file of files) assert.ok(existsSync(new URL(file, ROOT)), `${file} does not exist`);
      }
      assert.ok(
        namedIn(shown).some((name) => name.endsWith('.test.ts') || name.startsWith('test/')),
        `no test in “${shown}”`,
      );
    });
  }
});
