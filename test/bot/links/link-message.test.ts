import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder';
import { readBlockAnswer } from '../../../bot/blocks/read-block-answer.ts';
import { readLinkAnswer } from '../../../bot/links/link-answer.ts';
import { linkMessage, linkOutcomeMessage } from '../../../bot/links/link-message.ts';
import { SLACK_DIRECT } from '../../../bot/slack/slack-direct.ts';
import { readBlocks } from '../../../emulators/slack/blocks/read-blocks.ts';
import { submittedActivity } from '../../../emulators/teams/user/submitted-activity.ts';
import { drawnBlocks } from '../support/drawn-blocks.ts';
import { pressBlock } from '../support/press-block.ts';

const from = (channelId: string, serviceUrl = 'https://example.test/') =>
  ({ channelId, serviceUrl }) as Activity;
const SLACK = from('slack', SLACK_DIRECT);
const groups = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `${index}@1`, name: `Group ${index}` }));
const options = { groups: groups(3), mode: 'ask' } as const;

describe('the card that links, in Slack', () => {
  it('brings the same answers as the one of Teams', () => {
    const card = JSON.parse(JSON.stringify(linkMessage(from('msteams'), 'Which?', options)));
    const blocks = drawnBlocks(linkMessage(SLACK, 'Which?', options));
    assert.deepEqual(
      readBlocks(blocks).buttons.map(({ label }) => label),
      ['Link', 'Cancel'],
    );
    for (const label of ['Link', 'Cancel']) {
      for (const filledIn of [{ linkGroup: '2@1' }, { linkGroup: '1@1', linkMode: 'auto' }]) {
        const expected = readLinkAnswer(submittedActivity(card, label, filledIn, 'old').value);
        assert.ok(expected?.linkMode);
        assert.deepEqual(
          readLinkAnswer(readBlockAnswer(pressBlock(blocks, label, filledIn))?.value),
          expected,
        );
      }
    }
  });

  it('has many groups searched, or says how to link to one that is not listed', () => {
    const many = { ...options, groups: groups(500) };
    const [search] = readBlocks(drawnBlocks(linkMessage(SLACK, 'Which?', many))).inputs;
    assert.equal(search?.type, 'external_select');
    const { inputs, texts } = readBlocks(drawnBlocks(linkMessage(from('slack'), 'Which?', many)));
    assert.equal(inputs[0]?.choices.length, 100);
    assert.match(texts.join('\n'), /^Only 100 of 500 groups are listed.*tell me “link” with its name/m);
  });

  it('asks nothing any more once it was answered, and shows names as they are', () => {
    const hostile = 'This channel is linked to <!channel> *x*.\n\nAll is well.';
    const { texts, inputs, buttons } = readBlocks(drawnBlocks(linkOutcomeMessage(SLACK, hostile)));
    assert.deepEqual(texts, ['Link to a Kaizala group', ...hostile.split('\n\n')]);
    assert.deepEqual([inputs, buttons], [[], []]);
  });
});
