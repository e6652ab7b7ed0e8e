import { z } from 'zod';

const MARK = 'forward:';

const marked = z.object({ block_id: z.string().startsWith(MARK) });

/** The id of a block in the one message about a forward, by which that can be told from other messages. */
export function forwardMark(forwardId: string): string {
  return `${MARK}${forwardId}`;
}

/** Which forward a message is about, by its blocks; undefined if it is about none. */
export function readForwardMark(blocks: unknown): string | undefined {
  for (const block of Array.isArray(blocks) ? blocks : []) {
    const { data } = marked.safeParse(block);
    const { data: id } = z.uuid().safeParse(data?.block_id.slice(MARK.length));
    if (id !== undefined) return id;
  }
  return undefined;
}
