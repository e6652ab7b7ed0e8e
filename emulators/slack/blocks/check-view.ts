import { z } from 'zod';
import type { Block } from './block-schema.ts';
import { checkBlocks, elementsOf, problemsOf } from './check-blocks.ts';
import { plainText } from './text-objects.ts';

/** Slack takes views of up to so many bytes. */
const MOST_BYTES = 250_000;

const modal = z.strictObject({
  type: z.literal('modal'),
  title: plainText(24),
  blocks: z.array(z.unknown()),
  close: plainText(24).optional(),
  submit: plainText(24).optional(),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  external_id: z.string().max(255).optional(),
  submit_disabled: z.boolean().optional(),
});

/** A modal as the app gave it, with a name for each of its parts. */
export type Modal = Omit<z.infer<typeof modal>, 'blocks'> & { readonly blocks: readonly Block[] };

/** The modal, or the code and the reasons of the refusal. */
export type CheckedView =
  | { readonly view: Modal }
  | { readonly code: 'view_too_large' | 'invalid_arguments'; readonly problems: readonly string[] };

/** Holds a modal to Slack's limits. */
export function checkView(given: unknown): CheckedView {
  if (Buffer.byteLength(JSON.stringify(given) ?? '') > MOST_BYTES) {
    return { code: 'view_too_large', problems: [] };
  }
  const parsed = modal.safeParse(given);
  if (!parsed.success) return refused(problemsOf(parsed.error, '/view'));
  const checked = checkBlocks(parsed.data.blocks, 100, '/view/blocks');
  if ('problems' in checked) return refused(checked.problems);
  const { blocks } = checked;
  if (parsed.data.submit === undefined && blocks.some(({ type }) => type === 'input')) {
    return refused(['[ERROR] missing required field: submit [json-pointer:/view]']);
  }
  const focused = blocks.flatMap(elementsOf).filter((one) => 'focus_on_load' in one && one.focus_on_load);
  if (focused.length > 1) return refused(['[ERROR] more than one element has focus_on_load']);
  return { view: { ...parsed.data, blocks } };
}

function refused(problems: readonly string[]): CheckedView {
  return { code: 'invalid_arguments', problems };
}
