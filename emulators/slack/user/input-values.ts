import type { Block, BlockElement } from '../blocks/block-schema.ts';
import { elementsOf } from '../blocks/check-blocks.ts';
import type { Option } from '../blocks/options.ts';
import { choicesOf } from '../blocks/read-blocks.ts';

/** What stands in an input, as interactions tell it. */
export type InputValue = Readonly<Record<string, unknown>> & { readonly type: string };

/** What stands in the inputs of a message or a modal, by block and action. */
export type InputValues = Readonly<Record<string, Readonly<Record<string, InputValue>>>>;

/** An input, and the block that it is in. */
export interface PlacedInput {
  readonly block: Block;
  readonly element: Exclude<BlockElement, { type: 'button' | 'image' | 'overflow' }>;
  readonly blockId: string;
  readonly actionId: string;
}

/** All inputs, in reading order. */
export function placedInputs(blocks: readonly Block[]): PlacedInput[] {
  return blocks.flatMap((block) =>
    elementsOf(block).flatMap((element) => {
      if (element.type === 'button' || element.type === 'image' || element.type === 'overflow') return [];
      return [{ block, element, blockId: block.block_id ?? '', actionId: element.action_id ?? '' }];
    }),
  );
}

/** The input that is called so: by its action or block, or by what a person reads beside or in it. Throws without one. */
export function findInput(blocks: readonly Block[], called: string): PlacedInput {
  const inputs = placedInputs(blocks);
  const found = inputs.find(({ block, element, blockId, actionId }) => {
    const label = block.type === 'input' ? block.label.text : undefined;
    const placeholder = 'placeholder' in element ? element.placeholder?.text : undefined;
    return [actionId, blockId, label, placeholder].includes(called);
  });
  if (found !== undefined) return found;
  const names = inputs.map(({ block, actionId }) => (block.type === 'input' ? block.label.text : actionId));
  throw new Error(`There is no input "${called}". There is: ${names.join(', ') || 'none'}`);
}

/** What an input holds once somebody types or chooses this. Throws if it can't be done. */
export function chosenValue(
  { element }: PlacedInput,
  given: string,
  offered?: readonly Option[],
): InputValue {
  const { type } = element;
  if (type === 'plain_text_input') {
    const { max_length = 3000, min_length = 0 } = element;
    if (given.length > max_length) throw new Error(`The input takes ${max_length} characters.`);
    if (given !== '' && given.length < min_length)
      throw new Error(`The input wants ${min_length} characters.`);
    return { type, value: given === '' ? null : given };
  }
  if (type === 'conversations_select') return { type, selected_conversation: given };
  if (type === 'channels_select') return { type, selected_channel: given };
  if (type === 'users_select') return { type, selected_user: given };
  const choices = offered ?? choicesOf(element);
  const option = choices.find(({ text, value }) => value === given || text.text === given);
  if (option === undefined) {
    throw new Error(
      `No choice is called "${given}". There is: ${choices.map(({ text }) => text.text).join(', ')}`,
    );
  }
  const isMany = type === 'checkboxes' || type === 'multi_static_select';
  return isMany ? { type, selected_options: [option] } : { type, selected_option: option };
}

/** What stands in all inputs: what somebody has put there, or else what the app has. */
export function allValues(blocks: readonly Block[], put: InputValues): InputValues {
  const values: Record<string, Record<string, InputValue>> = {};
  for (const input of placedInputs(blocks)) {
    const { blockId, actionId } = input;
    const value = put[blockId]?.[actionId] ?? initialValue(input.element);
    values[blockId] = { ...values[blockId], [actionId]: value };
  }
  return values;
}

/** Whether anything stands in an input. */
export function isEmpty(value: InputValue): boolean {
  return Object.entries(value).every(
    ([key, held]) => key === 'type' || held === null || (Array.isArray(held) && held.length === 0),
  );
}

function initialValue(element: PlacedInput['element']): InputValue {
  const { type } = element;
  switch (type) {
    case 'plain_text_input':
      return { type, value: element.initial_value ?? null };
    case 'conversations_select':
      return { type, selected_conversation: element.initial_conversation ?? null };
    case 'channels_select':
      return { type, selected_channel: element.initial_channel ?? null };
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null };
    case 'checkboxes':
    case 'multi_static_select':
      return { type, selected_options: element.initial_options ?? [] };
    default:
      return { type, selected_option: element.initial_option ?? null };
  }
}
