import { readFile } from 'node:fs/promises';
import type { ConfiguredLink } from '../../services/links/link.ts';
import { parseLinks } from '../../services/links/parse-links.ts';
import { ConfigurationError } from './configuration-error.ts';

/**
 * Reads `LINKS_FILE`.
 * @throws ConfigurationError listing everything that is wrong with it, each with its line and column.
 */
export async function readLinks(file: string): Promise<readonly ConfiguredLink[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new ConfigurationError([`LINKS_FILE: ${file} can’t be read: ${reasonOf(error)}`]);
  });
  const { links, problems } = parseLinks(text, file);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return links;
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'EACCES') return 'the bot may not read it';
  return String(code ?? error);
}
