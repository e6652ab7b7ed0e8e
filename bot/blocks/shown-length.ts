import type { KnownBlock } from '@slack/web-api';

/** How much text people see in blocks, without the choices of menus, in UTF-16 units. */
export function shownLength(blocks: readonly KnownBlock[]): number {
  return blocks.reduce((sum, block) => sum + lengthWithin(block), 0);
}

function lengthWithin(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, inner]) => {
    if (key === 'options') return sum;
    const isText = typeof inner === 'string' && (key === 'text' || key === 'initial_value');
    return sum + (isText ? inner.length : lengthWithin(inner));
  }, 0);
}
