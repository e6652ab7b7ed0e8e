import assert from 'node:assert/strict';
import type { Block } from '../../../emulators/slack/blocks/block-schema.ts';
import { readBlocks } from '../../../emulators/slack/blocks/read-blocks.ts';

const TEXT_INPUT = 'plain_text_input';

/** The `block_actions` of a person who fills in these inputs, by their action ids, and presses this button. */
export function pressBlock(
  blocks: readonly Block[],
  label: string,
  filledIn: Readonly<Record<string, string>> = {},
): object {
  const { buttons, inputs } = readBlocks(blocks);
  const button = buttons.find((each) => each.label === label);
  assert.ok(button, `There is no button ${label}, but ${buttons.map((each) => each.label).join()}.`);
  const values = inputs.map(({ type, actionId, blockId, value, choices }) => {
    const given = filledIn[actionId] ?? value ?? null;
    const { title = '' } = choices.find((choice) => choice.value === given) ?? {};
    const option = given === null ? null : { text: { type: 'plain_text', text: title }, value: given };
    return [
      blockId,
      { [actionId]: type === TEXT_INPUT ? { type, value: given } : { type, selected_option: option } },
    ];
  });
  return {
    type: 'block_actions',
    user: { id: 'U0ASHA01' },
    team: { id: 'T0ACME01' },
    channel: { id: 'C0GEN001' },
    container: { type: 'message', message_ts: '1767326126.896109', channel_id: 'C0GEN001' },
    message: { type: 'message', ts: '1767326126.896109', blocks: [] },
    state: { values: Object.fromEntries(values) },
    actions: [
      {
        type: 'button',
        action_id: button.actionId,
        block_id: button.blockId,
        text: { type: 'plain_text', text: label },
        value: button.value,
        action_ts: '1767326130.289415',
      },
    ],
  };
}
