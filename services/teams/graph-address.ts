import { isLoopbackUrl } from '../is-secure-url.ts';

const PUBLIC_GRAPH = 'https://graph.microsoft.com';

/** Graph's root with its version, 1.0 unless the root names one, and without a slash at the end. */
export function graphBase(root: string): string {
  const bare = root.replace(/\/+$/, '');
  return /\/(v1\.0|beta)$/.test(bare) ? bare : `${bare}/v1.0`;
}

/** The scope of tokens for this Graph. A stand-in on loopback goes by the name of the public one. */
export function graphScope(root: string): string {
  return `${isLoopbackUrl(root) ? PUBLIC_GRAPH : new URL(root).origin}/.default`;
}
