import type { z } from 'zod';
import type { ConfiguredLink } from './link.ts';
import { linkEntry, linksRoot, scopeEntry } from './links-schema.ts';
import { scopeOf } from './scope-of.ts';
import { type Path, SourceText } from './source-text.ts';

/** What a file of links says: its links, or everything that is wrong with it, each with its place. */
export interface ParsedLinks {
  readonly links: readonly ConfiguredLink[];
  readonly problems: readonly string[];
}

/**
 * Reads YAML or JSON: a list, or `links` with one, of entries with `conversation`, `group`, and if need be `mode`
 * and `channel`.
 * @param name what the file is called in problems
 */
export function parseLinks(text: string, name: string): ParsedLinks {
  const source = new SourceText(text, name);
  if (source.problems.length > 0) return { links: [], problems: source.problems };
  const root = linksRoot.safeParse(source.value);
  if (!root.success) return { links: [], problems: explain(root.error, source, []) };
  const above = Array.isArray(source.value) ? [] : ['links'];

  const problems: string[] = [];
  const links: ConfiguredLink[] = [];
  const places = new Map<string, string>();
  for (const [index, value] of root.data.links.entries()) {
    const entryPath = [...above, index];
    const entry = linkEntry.safeParse(value);
    if (!entry.success) problems.push(...explain(entry.error, source, entryPath));
    const named = scopeEntry.safeParse(value);
    if (!named.success) continue;
    const scope = scopeOf(`${named.data.channel}|${named.data.conversation}`);
    const place = source.placeOf([...entryPath, 'conversation']);
    const earlier = places.get(scope);
    if (earlier !== undefined) problems.push(`${place}: this conversation is linked already, in ${earlier}`);
    else places.set(scope, place);
    if (entry.success) {
      const { group, mode } = entry.data;
      links.push({ scope, mode, group, place: source.placeOf([...entryPath, 'group']) });
    }
  }
  return problems.length > 0 ? { links: [], problems } : { links, problems };
}

function explain(error: z.ZodError, source: SourceText, base: Path): string[] {
  return error.issues.flatMap((issue) => {
    const path = [...base, ...issue.path.filter((step) => typeof step !== 'symbol')];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => `${source.placeOfKey(path, key)}: ${key} is no key that is known here`);
    }
    const name = path.at(-1);
    const label = typeof name === 'string' ? `${name} ` : '';
    return [`${source.placeOf(path)}: ${label}${issue.message}`];
  });
}
