import assert from 'node:assert/strict';
import { checkBlocks } from '../../../emulators/slack/blocks/check-blocks.ts';
import { readMessage } from '../../../emulators/slack/workspace/message.ts';

const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
const formatted = (length: number) => ({ type: 'mrkdwn', text: 'x'.repeat(length) });
const button = (fields: object = {}) => ({ type: 'button', text: plain(5), action_id: 'press', ...fields });
const option = (text = 5, value = 5) => ({ text: plain(text), value: 'v'.repeat(value) });
const options = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ text: plain(5), value: String(index) }));
const select = (fields: object = {}) => ({ type: 'static_select', options: [option()], ...fields });
const input = (element: object, fields: object = {}) => ({
  type: 'input',
  label: plain(5),
  element,
  ...fields,
});
const typed = (fields: object = {}) => ({ type: 'plain_text_input', ...fields });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const section = (fields: object) => ({ type: 'section', ...fields });
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const divider = { type: 'divider' };

const isTaken = (...blocks: unknown[]) => 'blocks' in checkBlocks(blocks, 50);

/** Each limit, with the largest that is taken and the smallest that is not. */
const LIMITS: readonly (readonly [string, unknown[], unknown[]])[] = [
  ['50 blocks', times(50, divider), times(51, divider)],
  [
    '3000 characters of a section',
    [section({ text: formatted(3000) })],
    [section({ text: formatted(3001) })],
  ],
  ['one character of a section', [section({ text: plain(1) })], [section({ text: plain(0) })]],
  ['10 fields', [section({ fields: times(10, plain(5)) })], [section({ fields: times(11, plain(5)) })]],
  ['2000 characters of a field', [section({ fields: [plain(2000)] })], [section({ fields: [plain(2001)] })]],
  ['something in a section', [section({ text: plain(1) })], [section({})]],
  [
    '150 characters of a header',
    [{ type: 'header', text: plain(150) }],
    [{ type: 'header', text: plain(151) }],
  ],
  ['plain text in a header', [{ type: 'header', text: plain(5) }], [{ type: 'header', text: formatted(5) }]],
  [
    '10 elements of a context',
    [{ type: 'context', elements: times(10, plain(5)) }],
    [{ type: 'context', elements: times(11, plain(5)) }],
  ],
  [
    '25 elements of actions',
    [actions(...Array.from({ length: 25 }, (_, n) => button({ action_id: `a${n}` })))],
    [actions(...Array.from({ length: 26 }, (_, n) => button({ action_id: `a${n}` })))],
  ],
  [
    '75 characters of a button',
    [actions(button({ text: plain(75) }))],
    [actions(button({ text: plain(76) }))],
  ],
  ['plain text on a button', [actions(button())], [actions(button({ text: formatted(5) }))]],
  [
    '2000 characters of value of a button',
    [actions(button({ value: 'v'.repeat(2000) }))],
    [actions(button({ value: 'v'.repeat(2001) }))],
  ],
  ['two styles of buttons', [actions(button({ style: 'danger' }))], [actions(button({ style: 'default' }))]],
  ['fields that Slack knows', [actions(button())], [actions(button({ disabled: true }))]],
  [
    '255 characters of an action id',
    [actions(button({ action_id: 'a'.repeat(255) }))],
    [actions(button({ action_id: 'a'.repeat(256) }))],
  ],
  [
    '255 characters of a block id',
    [{ ...divider, block_id: 'b'.repeat(255) }],
    [{ ...divider, block_id: 'b'.repeat(256) }],
  ],
  [
    'one block of an id',
    [
      { ...divider, block_id: 'a' },
      { ...divider, block_id: 'b' },
    ],
    [
      { ...divider, block_id: 'a' },
      { ...divider, block_id: 'a' },
    ],
  ],
  ['one element of an id in a block', [actions(button()), actions(button())], [actions(button(), button())]],
  ['100 options', [actions(select({ options: options(100) }))], [actions(select({ options: options(101) }))]],
  ['an option at least', [actions(select())], [actions(select({ options: [] }))]],
  [
    '75 characters of an option',
    [actions(select({ options: [option(75)] }))],
    [actions(select({ options: [option(76)] }))],
  ],
  [
    '150 characters of value of an option',
    [actions(select({ options: [option(5, 150)] }))],
    [actions(select({ options: [option(5, 151)] }))],
  ],
  [
    'options or groups of them',
    [actions({ type: 'static_select', option_groups: [{ label: plain(75), options: [option()] }] })],
    [actions(select({ option_groups: [{ label: plain(75), options: [option()] }] }))],
  ],
  [
    '75 characters of the name of a group of options',
    [actions({ type: 'static_select', option_groups: [{ label: plain(75), options: [option()] }] })],
    [actions({ type: 'static_select', option_groups: [{ label: plain(76), options: [option()] }] })],
  ],
  [
    'an initial option of those that are there',
    [actions(select({ initial_option: option() }))],
    [actions(select({ initial_option: option(6) }))],
  ],
  [
    '150 characters of a placeholder',
    [actions(select({ placeholder: plain(150) }))],
    [actions(select({ placeholder: plain(151) }))],
  ],
  [
    '2000 characters of a label',
    [input(typed(), { label: plain(2000) })],
    [input(typed(), { label: plain(2001) })],
  ],
  [
    '2000 characters of a hint',
    [input(typed(), { hint: plain(2000) })],
    [input(typed(), { hint: plain(2001) })],
  ],
  ['3000 characters of an input', [input(typed({ max_length: 3000 }))], [input(typed({ max_length: 3001 }))]],
  [
    'an initial value within the most that may be typed',
    [input(typed({ max_length: 5, initial_value: 'x'.repeat(5) }))],
    [input(typed({ max_length: 5, initial_value: 'x'.repeat(6) }))],
  ],
  [
    '3000 characters of an initial value',
    [input(typed({ initial_value: 'x'.repeat(3000) }))],
    [input(typed({ initial_value: 'x'.repeat(3001) }))],
  ],
  ['an input in an input block', [input(typed())], [actions(typed())]],
  ['no button in an input block', [input(select())], [input(button())]],
  [
    '300 characters of a confirmation',
    [
      actions(
        button({ confirm: { title: plain(100), text: plain(300), confirm: plain(30), deny: plain(30) } }),
      ),
    ],
    [
      actions(
        button({ confirm: { title: plain(100), text: plain(301), confirm: plain(30), deny: plain(30) } }),
      ),
    ],
  ],
];

describe("the limits of Slack's blocks", () => {
  for (const [limit, taken, refused] of LIMITS) {
    it(`are ${limit}`, () => {
      assert.deepEqual([isTaken(...taken), isTaken(...refused)], [true, false]);
    });
  }

  it('are named with the place where one is broken', () => {
    const checked = checkBlocks([divider, { type: 'header', text: plain(151) }], 50);
    assert.ok('problems' in checked);
    assert.match(checked.problems.join(), /\[ERROR\] .+ \[json-pointer:\/blocks\/1\/text\/text\]/);
  });

  it('leave blocks and elements without a name to Slack, which gives them one', () => {
    const checked = checkBlocks([actions({ type: 'button', text: plain(3) })], 50);
    assert.ok('blocks' in checked);
    const { buttons } = readMessage({ text: '', blocks: checked.blocks });
    assert.match(`${buttons[0]?.blockId} ${buttons[0]?.actionId}`, /^\S{5} \S{5}$/);
  });
});

describe('what a person reads in blocks', () => {
  it('is texts, buttons and inputs, with entities, links and mentions written out', () => {
    const checked = checkBlocks(
      [
        { type: 'header', text: { type: 'plain_text', text: 'Plan &amp; <b>' } },
        section({
          text: { type: 'mrkdwn', text: '&lt;b&gt; &amp;amp; <https://x.example|here> <!channel>' },
        }),
        input(typed({ action_id: 'caption', initial_value: 'hi' }), {
          label: { type: 'plain_text', text: 'Caption' },
        }),
        actions(button({ text: { type: 'plain_text', text: 'Forward' }, value: '1' })),
      ],
      50,
    );
    assert.ok('blocks' in checked);
    const { texts, buttons, inputs } = readMessage({ text: 'not shown', blocks: checked.blocks });
    assert.deepEqual(texts, ['Plan &amp; <b>', '<b> &amp; here @channel', 'Caption']);
    assert.deepEqual(
      buttons.map(({ label, value }) => [label, value]),
      [['Forward', '1']],
    );
    assert.deepEqual(
      inputs.map(({ label, value, actionId }) => [label, value, actionId]),
      [['Caption', 'hi', 'caption']],
    );
  });

  it('is the text where there are none', () => {
    assert.deepEqual(readMessage({ text: 'a &amp; b', blocks: [] }).texts, ['a & b']);
  });
});
