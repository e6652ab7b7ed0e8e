import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';

/**
 * What a manifest has against the schema that it names; empty if it is valid. The published schemas come with
 * the library, so no network is needed. Reads the JSON itself, not the library's model of it, which leaves out
 * what it does not know.
 */
export async function manifestProblems(json: string): Promise<string[]> {
  // Whether it is one is what the schema tells.
  const manifest: TeamsManifest = JSON.parse(json);
  return AppManifestUtils.validateAgainstSchema(manifest);
}
