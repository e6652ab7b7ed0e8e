import { z } from 'zod';

const text = z
  .string({ error: ({ input }) => (input === undefined ? 'is missing' : 'must be text. Put it in quotes') })
  .trim()
  .min(1, 'must not be empty');

/** As addresses have it: links of Teams write `19%3A…%40thread.tacv2`. */
const conversation = text
  .transform(decoded)
  .pipe(
    z
      .string()
      .regex(
        /^(?!https?:)\S+$/,
        'must be the id of a conversation, such as 19:…@thread.tacv2, and no address or name',
      ),
  );

const channel = text.regex(/^[\w.-]+$/, 'must be the name of a channel, such as msteams').default('msteams');

const scopeShape = { conversation, channel };

/** One link as people write it down. */
export const linkEntry = z.strictObject(
  {
    ...scopeShape,
    group: text,
    mode: z.enum(['ask', 'auto'], { error: 'must be ask or auto' }).default('ask'),
  },
  { error: wrongShape('must be an entry with conversation and group') },
);

/** Which conversation an entry is about, whatever else is wrong with it. */
export const scopeEntry = z.object(scopeShape);

/** The whole file. One that is empty has no links. */
export const linksRoot = z.preprocess(
  (root) => (Array.isArray(root) ? { links: root } : (root ?? { links: [] })),
  z.strictObject(
    { links: z.array(z.unknown(), { error: 'must be a list of entries with conversation and group' }) },
    { error: wrongShape('must be a list of links, or have one under the key “links”') },
  ),
);

function decoded(id: string): string {
  if (!/%(3a|40)/i.test(id)) return id;
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** Says this of what is no object at all, and leaves what is wrong within one to its own words. */
function wrongShape(message: string) {
  return ({ code }: { code?: string | undefined }) => (code === 'invalid_type' ? message : undefined);
}
