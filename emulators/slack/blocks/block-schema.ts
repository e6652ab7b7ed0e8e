import { z } from 'zod';
import { accessory, contextElement, image, inputElement, interactive } from './elements.ts';
import { richTextPart } from './rich-text.ts';
import { anyText, identifier, plainText } from './text-objects.ts';

const named = { block_id: identifier.optional() };

const section = z
  .strictObject({
    type: z.literal('section'),
    ...named,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text ?? fields, 'must have text or fields');

/** One block, held to the limits that Slack documents; fields that it doesn't know are refused as Slack does. */
export const block = z.discriminatedUnion('type', [
  section,
  z.strictObject({ type: z.literal('divider'), ...named }),
  z.strictObject({ type: z.literal('header'), ...named, text: plainText(150) }),
  z.strictObject({ type: z.literal('context'), ...named, elements: z.array(contextElement).min(1).max(10) }),
  z.strictObject({ type: z.literal('actions'), ...named, elements: z.array(interactive).min(1).max(25) }),
  z.strictObject({
    type: z.literal('input'),
    ...named,
    label: plainText(2000),
    element: inputElement,
    hint: plainText(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
  }),
  image.extend({ ...named, title: plainText(2000).optional() }),
  z.strictObject({ type: z.literal('rich_text'), ...named, elements: z.array(richTextPart).min(1) }),
  z.strictObject({ type: z.literal('markdown'), ...named, text: z.string().min(1).max(12_000) }),
]);

export type Block = z.infer<typeof block>;
export type BlockElement =
  | z.infer<typeof interactive>
  | z.infer<typeof accessory>
  | z.infer<typeof inputElement>;
