import { writeFileSync } from 'node:fs';
import { readPackages } from './read-packages.ts';
import { renderLicences } from './render-licences.ts';

const ROOT = new URL('../../', import.meta.url);
const packages = readPackages(ROOT);
writeFileSync(new URL('docs/licences.md', ROOT), renderLicences(packages));
console.log(`docs/licences.md lists ${packages.length} packages.`);
