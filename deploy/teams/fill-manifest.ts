import type { PackageOptions } from './read-options.ts';

/**
 * Puts the values into a manifest's placeholders, which look like `{{DOMAIN}}`. The values have been checked, so
 * none of them needs escaping in JSON.
 * @throws Error for a placeholder that there is no value for.
 */
export function fillManifest(
  template: string,
  { appId, botId, domain, version }: Omit<PackageOptions, 'out'>,
): string {
  const values = new Map([
    ['APP_ID', appId],
    ['BOT_ID', botId],
    ['DOMAIN', domain],
    ['VERSION', version],
  ]);
  return template.replaceAll(/\{\{(.*?)\}\}/g, (placeholder, name: string) => {
    const value = values.get(name);
    if (value === undefined) {
      throw new Error(`manifest.json: ${placeholder} is unknown. Use ${[...values.keys()].join(', ')}`);
    }
    return value;
  });
}
