import assert from 'node:assert/strict';
import { checkView } from '../../../emulators/slack/blocks/check-view.ts';

const divider = { type: 'divider' };
const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });

describe("the limits of Slack's modals", () => {
  const modal = (fields: object = {}) => ({ type: 'modal', title: plain(24), blocks: [divider], ...fields });
  const isShown = (fields: object) => 'view' in checkView(modal(fields));

  it('are 24 characters of its title and its buttons', () => {
    for (const field of ['title', 'submit', 'close']) {
      assert.deepEqual([isShown({ [field]: plain(24) }), isShown({ [field]: plain(25) })], [true, false]);
    }
  });

  it('are 3000 characters of private metadata, 255 of the callback id, and 100 blocks', () => {
    assert.deepEqual(
      [3000, 3001].map((most) => isShown({ private_metadata: 'x'.repeat(most) })),
      [true, false],
    );
    assert.deepEqual(
      [255, 256].map((most) => isShown({ callback_id: 'x'.repeat(most) })),
      [true, false],
    );
    assert.deepEqual(
      [100, 101].map((most) => isShown({ blocks: Array(most).fill(divider) })),
      [true, false],
    );
  });

  it('want a button to submit where something can be filled in', () => {
    const blocks = [{ type: 'input', label: plain(5), element: { type: 'plain_text_input' } }];
    assert.deepEqual([isShown({ blocks, submit: plain(5) }), isShown({ blocks })], [true, false]);
  });

  it('are 250 kB', () => {
    const blocks = Array.from({ length: 100 }, () => ({
      type: 'section',
      text: plain(3000),
    }));
    const checked = checkView(modal({ blocks }));
    assert.equal('code' in checked && checked.code, 'view_too_large');
  });
});
