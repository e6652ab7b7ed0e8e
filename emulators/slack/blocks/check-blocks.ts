import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Block, type BlockElement, block } from './block-schema.ts';

/** Blocks as Slack keeps them, or what it has against them. */
export type CheckedBlocks = { readonly blocks: readonly Block[] } | { readonly problems: readonly string[] };

/** Holds blocks to Slack's limits, and gives a name to those without one, as Slack does. */
export function checkBlocks(given: unknown, most: number, pointer = '/blocks'): CheckedBlocks {
  const parsed = z.array(block).max(most).safeParse(given);
  if (!parsed.success) return { problems: problemsOf(parsed.error, pointer) };
  const problems = duplicates(parsed.data, pointer);
  return problems.length > 0 ? { problems } : { blocks: parsed.data.map(named) };
}

/** What is wrong, as Slack words it in `response_metadata.messages`. */
export function problemsOf({ issues }: z.ZodError, pointer: string): string[] {
  return issues.map(({ message, path }) => {
    const where = [pointer, ...path.map(String)].join('/');
    return `[ERROR] ${message} [json-pointer:${where}]`;
  });
}

/** The parts of a block that people press, choose or fill in. */
export function elementsOf(one: Block): readonly BlockElement[] {
  if (one.type === 'actions') return one.elements;
  if (one.type === 'input') return [one.element];
  return one.type === 'section' && one.accessory ? [one.accessory] : [];
}

function duplicates(blocks: readonly Block[], pointer: string): string[] {
  const twice = (ids: readonly (string | undefined)[]) =>
    ids.find((id, index) => id !== undefined && ids.indexOf(id) !== index);
  const blockId = twice(blocks.map(({ block_id }) => block_id));
  const inBlocks = blocks.flatMap((one, index) => {
    const actionId = twice(elementsOf(one).map(actionIdOf));
    return actionId === undefined
      ? []
      : [`[ERROR] action_id "${actionId}" already exists [json-pointer:${pointer}/${index}]`];
  });
  return [
    ...(blockId === undefined
      ? []
      : [`[ERROR] block_id "${blockId}" already exists [json-pointer:${pointer}]`]),
    ...inBlocks,
  ];
}

function actionIdOf(element: BlockElement): string | undefined {
  return 'action_id' in element ? element.action_id : undefined;
}

function named(one: Block): Block {
  const block_id = one.block_id ?? newId();
  const withId = <T extends BlockElement>(element: T): T =>
    element.type === 'image' ? element : { ...element, action_id: actionIdOf(element) ?? newId() };
  if (one.type === 'actions') return { ...one, block_id, elements: one.elements.map(withId) };
  if (one.type === 'input') return { ...one, block_id, element: withId(one.element) };
  if (one.type === 'section' && one.accessory) return { ...one, block_id, accessory: withId(one.accessory) };
  return { ...one, block_id };
}

function newId(): string {
  return randomBytes(4).toString('base64url').slice(0, 5);
}
