import { readFileSync } from 'node:fs';

/** A package that runs in production, or comes along with one that does. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression; undefined if neither the lockfile nor the package tells. */
  readonly licence: string | undefined;
}

interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly license?: string;
}

/** Of old packages, which told it otherwise. */
interface PackageFile {
  readonly license?: string | { readonly type?: string };
  readonly licenses?: readonly { readonly type?: string }[];
}

/** Told in their readmes alone. */
const IN_README: ReadonlyMap<string, string> = new Map([['escape-regexp-component', 'MIT']]);

/** All packages of a project's lockfile but those for development, in the order of their names. */
export function readPackages(root: URL): ShippedPackage[] {
  const { packages } = readJson<{ packages: Record<string, LockedPackage> }>(
    new URL('package-lock.json', root),
  );
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path, { version = '', license }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const told = () => licenceIn(readJson<PackageFile>(new URL(`${path}/package.json`, root)));
      return { name, version, licence: license ?? IN_README.get(name) ?? told() };
    })
    .sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

function licenceIn({ license, licenses }: PackageFile): string | undefined {
  return typeof license === 'string' ? license : (license?.type ?? licenses?.[0]?.type);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function readJson<T>(url: URL): T {
  return JSON.parse(readFileSync(url, 'utf8')) as T;
}
