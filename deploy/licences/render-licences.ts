import type { ShippedPackage } from './read-packages.ts';

/** The list of packages and licences, as a page in Markdown. */
export function renderLicences(packages: readonly ShippedPackage[]): string {
  const rows = packages.map(
    ({ name, version, licence = 'unknown' }) => `| ${name} | ${version} | ${licence} |`,
  );
  return [
    '# Licences of what is shipped',
    '',
    'Every package that `npm ci --omit=dev --ignore-scripts` installs. Written by `npm run licences`; a test holds that it is up to date.',
    '',
    '| Package | Version | Licence |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
