import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { settings } from '../../../bot/config/settings.ts';

const ROOT = new URL('../../../', import.meta.url);
const defaults = settings.parse({}) as Record<string, unknown>;

/** Each variable with its default as text; empty where there is none. */
const expected = Object.keys(settings.shape).map((name) => {
  const value = defaults[name];
  const isEmpty = value === undefined || Array.isArray(value) || value instanceof Map;
  return [name, isEmpty ? '' : String(value)] as const;
});

describe('the settings', () => {
  it('stand in .env.example, each with its default', () => {
    const lines = readFileSync(new URL('.env.example', ROOT), 'utf8').matchAll(/^#?(\w+)=(.*)$/gm);
    const documented = new Map([...lines].map(([, name, value]) => [name, value]));
    assert.deepEqual(
      [...documented.keys()],
      expected.map(([name]) => name),
    );
    for (const [name, value] of expected.filter(([, value]) => value !== '')) {
      assert.equal(documented.get(name), value, name);
    }
  });

  it('stand in the table of the README, each with its default', () => {
    const rows = readFileSync(new URL('README.md', ROOT), 'utf8').matchAll(/^\| `(\w+)` \| (?:`(.*?)`)?/gm);
    assert.deepEqual(
      [...rows].map(([, name, value = '']) => [name, value]),
      expected,
    );
  });
});
