import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type ForwardModalOptions,
  forwardModal,
  readForwardSubmission,
} from '../../../bot/blocks/forward-modal.ts';
import { linkModal, readLinkSubmission } from '../../../bot/blocks/link-modal.ts';
import { checkView, type Modal } from '../../../emulators/slack/blocks/check-view.ts';
import { readBlocks } from '../../../emulators/slack/blocks/read-blocks.ts';
import { hostileText } from '../support/hostile-text.ts';

const groups = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `${index}@1`, name: `Group ${index}` }));
const files = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `F${index}`,
    name: `${index}.pdf`,
    detail: 'Document · 1 kB',
  }));

/** The modal as Slack keeps it. Fails if Slack would refuse it. */
function opened(view: object): Modal {
  const checked = checkView(JSON.parse(JSON.stringify(view)));
  if ('problems' in checked) assert.fail(`${checked.code}\n${checked.problems.join('\n')}`);
  return checked.view;
}

/** The view of the submission of somebody who changes nothing but this, by action ids. */
function submitted(view: object, change: Readonly<Record<string, object>> = {}): object {
  const values = opened(view).blocks.flatMap((block) => {
    if (block.type !== 'input') return [];
    const { element, block_id = '' } = block;
    const { action_id = '' } = element as { action_id?: string };
    const given = {
      type: element.type,
      ...('initial_value' in element && { value: element.initial_value }),
      ...('initial_option' in element && { selected_option: element.initial_option }),
      ...('initial_options' in element && { selected_options: element.initial_options }),
      ...change[action_id],
    };
    return [[block_id, { [action_id]: given }]];
  });
  return { ...view, state: { values: Object.fromEntries(values) } };
}

describe('the modal that links', () => {
  const modal = (count: number) =>
    linkModal({ text: 'Not linked.', groups: groups(count), mode: 'ask', privateMetadata: '{}' });

  it('lists a hundred groups, and has more searched', () => {
    const inputs = (count: number) => readBlocks(opened(modal(count)).blocks).inputs.map(({ type }) => type);
    assert.deepEqual(inputs(100), ['static_select', 'static_select']);
    assert.deepEqual(inputs(101), ['external_select', 'static_select']);
  });

  it('brings the group and the mode that were chosen', () => {
    const linkGroup = { selected_option: { value: '3@1' } };
    assert.deepEqual(readLinkSubmission(submitted(modal(200), { linkGroup })), { group: '3@1', mode: 'ask' });
    const linkMode = { selected_option: { value: 'auto' } };
    assert.deepEqual(readLinkSubmission(submitted(modal(5), { linkGroup, linkMode })), {
      group: '3@1',
      mode: 'auto',
    });
  });

  it('brings nothing if nothing is chosen, or it is no view', () => {
    assert.equal(readLinkSubmission(submitted(modal(5))), undefined);
    assert.equal(readLinkSubmission(undefined), undefined);
  });
});

describe('the modal that forwards', () => {
  const modal = (change: Partial<ForwardModalOptions> = {}) =>
    forwardModal({
      files: files(3),
      targets: { kind: 'choice', groups: groups(5) },
      privateMetadata: '{}',
      ...change,
    });

  it('has all files chosen at first', () => {
    for (const count of [1, 10, 11, 100, 101, 150]) {
      const view = modal({ files: files(count) });
      assert.equal(readForwardSubmission(submitted(view)).fileIds.length, count);
    }
  });

  it('brings the files, the group and the caption', () => {
    const change = {
      group: { selected_option: { value: '2@1' } },
      caption: { value: 'Site plan' },
      'files:0': { selected_options: [{ value: 'F2' }] },
    };
    assert.deepEqual(readForwardSubmission(submitted(modal(), change)), {
      fileIds: ['F2'],
      caption: 'Site plan',
      group: '2@1',
    });
    assert.deepEqual(readForwardSubmission(submitted(modal(), { caption: { value: null } })), {
      fileIds: ['F0', 'F1', 'F2'],
    });
    assert.deepEqual(readForwardSubmission(null), { fileIds: [] });
  });

  it('asks for a group only if there is a choice, and for nothing if it can go nowhere', () => {
    const asked = (targets: ForwardModalOptions['targets']) => {
      const view = opened(modal({ targets }));
      return [view.submit?.text, ...readBlocks(view.blocks).inputs.map(({ actionId }) => actionId)];
    };
    assert.deepEqual(asked({ kind: 'choice', groups: groups(2) }), [
      'Forward',
      'group',
      'caption',
      'files:0',
    ]);
    assert.deepEqual(asked({ kind: 'fixed', group: { id: 'g', name: 'North' } }), [
      'Forward',
      'caption',
      'files:0',
    ]);
    assert.deepEqual(asked({ kind: 'blocked', reason: 'It is gone.' }), [undefined]);
    assert.deepEqual(asked({ kind: 'choice', groups: [] }), [undefined]);
    assert.deepEqual(asked(undefined), [undefined]);
  });

  it('says so if it has not room for all files', () => {
    assert.match(
      readBlocks(opened(modal({ files: files(500) })).blocks).texts.join('\n'),
      /Only the first 150 of 500 files/,
    );
  });

  it('is one that Slack takes, whatever is in it', () => {
    const file = fc.record({ id: fc.uuid(), name: hostileText, detail: fc.constant('Document · 1 kB') });
    const group = fc.record({ id: fc.uuid(), name: hostileText });
    fc.assert(
      fc.property(
        fc.array(file, { minLength: 1, maxLength: 200 }),
        fc.array(group, { maxLength: 120 }),
        hostileText,
        (some, choice, caption) => {
          opened(
            modal({ files: some, targets: { kind: 'choice', groups: choice }, suggestedCaption: caption }),
          );
          if (choice.length > 0)
            opened(linkModal({ text: caption, groups: choice, mode: 'auto', privateMetadata: '' }));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('stays light with many files that have long names in any script', () => {
    const many = files(500).map((each) => ({ ...each, name: 'क'.repeat(300) }));
    opened(
      modal({
        files: many,
        targets: { kind: 'choice', groups: groups(100) },
        suggestedCaption: 'क'.repeat(4_000),
      }),
    );
  });
});
