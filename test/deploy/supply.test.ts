import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readPackages } from '../../deploy/licences/read-packages.ts';
import { renderLicences } from '../../deploy/licences/render-licences.ts';

const ROOT = new URL('../../', import.meta.url);

interface Manifest {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly overrides: Record<string, string>;
  readonly allowScripts: Record<string, boolean>;
}

interface Lockfile {
  readonly lockfileVersion: number;
  readonly packages: Record<
    string,
    { version?: string; integrity?: string; resolved?: string; hasInstallScript?: boolean }
  >;
}

/** Those that ask for no more than their text to be kept. */
const LICENCES = [
  'MIT',
  'ISC',
  '0BSD',
  'Unlicense',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
];

const read = <T>(name: string) => JSON.parse(readFileSync(new URL(name, ROOT), 'utf8')) as T;
const manifest = read<Manifest>('package.json');
const lockfile = read<Lockfile>('package-lock.json');
const locked = Object.entries(lockfile.packages).filter(([path]) => path !== '');

describe('the supply', () => {
  it('names exact versions alone', () => {
    const { dependencies, devDependencies, overrides } = manifest;
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...overrides })) {
      assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, name);
    }
  });

  it('has every package locked to its bytes, from wherever it comes', () => {
    assert.equal(lockfile.lockfileVersion, 3);
    for (const [path, { integrity, resolved }] of locked) {
      assert.match(integrity ?? '', /^sha512-/, path);
      assert.equal(resolved, undefined, path);
    }
  });

  it('says of each script that runs at installation whether it may, by name', () => {
    const scripts = locked
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => nameOf(path));
    assert.deepEqual(new Set(Object.keys(manifest.allowScripts)), new Set(scripts));
  });

  it('lets nothing that is shipped run a script at installation', () => {
    const shipped = new Set(readPackages(ROOT).map(({ name }) => name));
    const allowed = Object.keys(manifest.allowScripts).filter((name) => manifest.allowScripts[name]);
    assert.deepEqual(
      allowed.filter((name) => shipped.has(name)),
      [],
    );
  });

  it('has no package that an override is there to replace', () => {
    for (const [name, version] of Object.entries(manifest.overrides)) {
      const versions = locked.filter(([path]) => nameOf(path) === name).map(([, entry]) => entry.version);
      assert.deepEqual([...new Set(versions)], [version], name);
    }
  });

  it('ships only what its licence lets us ship', () => {
    const others = readPackages(ROOT).filter(({ licence = '' }) => !mayShip(licence));
    assert.deepEqual(others, []);
  });

  it('has a list of licences that is up to date (npm run licences)', () => {
    const page = readFileSync(new URL('docs/licences.md', ROOT), 'utf8');
    assert.equal(page, renderLicences(readPackages(ROOT)));
  });
});

/** Of several to choose from, one is enough. */
function mayShip(licence: string): boolean {
  return licence
    .replace(/^\(|\)$/g, '')
    .split(' OR ')
    .some((choice) => LICENCES.includes(choice));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}
