import type { Block, BlockElement } from './block-schema.ts';
import { elementsOf } from './check-blocks.ts';
import { type Option, optionsOf } from './options.ts';
import { readMrkdwn } from './read-mrkdwn.ts';
import { readRichText } from './rich-text.ts';

/** A button as a person sees it. */
export interface ShownButton {
  readonly label: string;
  readonly style?: 'primary' | 'danger' | undefined;
  readonly value?: string | undefined;
  readonly url?: string | undefined;
  readonly actionId: string;
  readonly blockId: string;
  readonly isConfirmed: boolean;
}

/** Something to fill in or to choose from. */
export interface ShownInput {
  readonly type: BlockElement['type'];
  /** Absent where nothing stands above it. */
  readonly label?: string | undefined;
  readonly placeholder?: string | undefined;
  /** What stands in it, or the value that is chosen. */
  readonly value?: string | undefined;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
  readonly actionId: string;
  readonly blockId: string;
}

/** Blocks as a person sees them. */
export interface ShownBlocks {
  /** One for each text, in reading order. */
  readonly texts: readonly string[];
  readonly buttons: readonly ShownButton[];
  readonly inputs: readonly ShownInput[];
}

/** Reads blocks from top to bottom, entities and mentions written out. */
export function readBlocks(blocks: readonly Block[]): ShownBlocks {
  const parts = blocks.flatMap((one) => elementsOf(one).map((element) => ({ block: one, element })));
  return {
    texts: blocks.flatMap(textsOf),
    buttons: parts.flatMap(({ block, element }) => shownButton(block, element) ?? []),
    inputs: parts.flatMap(({ block, element }) => shownInput(block, element) ?? []),
  };
}

function textsOf(one: Block): string[] {
  switch (one.type) {
    case 'section':
      return [one.text, ...(one.fields ?? [])].flatMap((text) => (text ? [readText(text)] : []));
    case 'header':
      return [one.text.text];
    case 'context':
      return one.elements.flatMap((element) => (element.type === 'image' ? [] : [readText(element)]));
    case 'input':
      return [one.label.text, ...(one.hint ? [one.hint.text] : [])];
    case 'image':
      return one.title ? [one.title.text] : [];
    case 'rich_text':
      return readRichText(one.elements);
    case 'markdown':
      return [one.text];
    default:
      return [];
  }
}

function readText({ type, text }: { readonly type: string; readonly text: string }): string {
  return type === 'mrkdwn' ? readMrkdwn(text) : text;
}

function shownButton({ block_id = '' }: Block, element: BlockElement): ShownButton | undefined {
  if (element.type !== 'button') return undefined;
  const { text, style, value, url, action_id = '', confirm } = element;
  const isConfirmed = confirm !== undefined;
  return { label: text.text, style, value, url, actionId: action_id, blockId: block_id, isConfirmed };
}

function shownInput(block: Block, element: BlockElement): ShownInput | undefined {
  if (element.type === 'button' || element.type === 'image') return undefined;
  return {
    type: element.type,
    label: block.type === 'input' ? block.label.text : undefined,
    placeholder: 'placeholder' in element ? element.placeholder?.text : undefined,
    value: initialValue(element),
    choices: choicesOf(element).map(({ text, value }) => ({ title: text.text, value })),
    actionId: element.action_id ?? '',
    blockId: block.block_id ?? '',
  };
}

/** The lines of an element that offers some. */
export function choicesOf(element: BlockElement): readonly Option[] {
  switch (element.type) {
    case 'static_select':
    case 'multi_static_select':
    case 'checkboxes':
    case 'radio_buttons':
    case 'overflow':
      return optionsOf(element);
    default:
      return [];
  }
}

function initialValue(element: BlockElement): string | undefined {
  if (element.type === 'plain_text_input') return element.initial_value;
  return 'initial_option' in element ? element.initial_option?.value : undefined;
}
