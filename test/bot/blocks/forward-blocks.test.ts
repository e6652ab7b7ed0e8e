import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ForwardCardOptions } from '../../../bot/cards/forward-card.ts';
import { forwardMessage } from '../../../bot/cards/forward-message.ts';
import { cardFingerprint } from '../../../bot/showing/card-fingerprint.ts';
import { SLACK_DIRECT } from '../../../bot/slack/slack-direct.ts';
import { readBlocks } from '../../../emulators/slack/blocks/read-blocks.ts';
import type { Forward, Post } from '../../../services/forwards/types.ts';
import { drawnBlocks } from '../support/drawn-blocks.ts';
import { hostileText } from '../support/hostile-text.ts';
import { forward, post } from '../support/sample-forward.ts';

const azure = (change: Partial<Forward> = {}) =>
  forward({ conversationKey: 'slack|B0:T0ACME01:C0GEN001', ...change });
const direct = (change: Partial<Forward> = {}) =>
  forward({
    conversationKey: 'slack|T0ACME01:C0GEN001',
    conversationReference: { serviceUrl: SLACK_DIRECT },
    ...change,
  });
const draw = (asked: Forward, options?: ForwardCardOptions) => {
  const blocks = drawnBlocks(forwardMessage(asked, options));
  const { texts, inputs } = readBlocks(blocks);
  const length = [...texts, ...inputs.map(({ value = '' }) => value)].join('').length;
  assert.ok(length <= 8_000, `${length} characters are too long for Slack`);
  return blocks;
};
const shown = (asked: Forward, options?: ForwardCardOptions) => readBlocks(draw(asked, options));
const groups = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `${index}@1`, name: `Group ${index}` }));
const choice = (count: number): ForwardCardOptions => ({
  targets: { kind: 'choice', groups: groups(count) },
});
const failure = { code: 'x', message: 'The group is gone.', retryable: true };

describe('the prompt in Slack', () => {
  it('is one that Slack takes, whatever is in it', () => {
    const anyPost = fc.record({
      state: fc.constantFrom<Post['state']>(
        'waiting',
        'spooled',
        'uploading',
        'posted',
        'failed',
        'cancelled',
        'uncertain',
      ),
      name: hostileText,
      reference: hostileText,
      message: hostileText,
    });
    const anyForward = fc.record({
      stage: fc.constantFrom('asking', 'accepted', 'expired', 'refused', 'cancelled', 'finding'),
      auto: fc.boolean(),
      caption: hostileText,
      posts: fc.array(anyPost, { maxLength: 60 }),
      group: hostileText,
      groups: fc.array(fc.record({ id: fc.uuid(), name: hostileText }), { maxLength: 150 }),
      make: fc.constantFrom(azure, direct),
    });
    fc.assert(
      fc.property(anyForward, ({ stage, auto, caption, posts, group, groups, make }) => {
        const asked = make({
          stage: stage as Forward['stage'],
          auto,
          caption,
          suggestedCaption: caption,
          group: { id: 'g@1', name: group },
          posts: posts.map(({ state, name, reference, message }) =>
            post(
              {
                id: crypto.randomUUID(),
                state,
                postedAt: new Date(0),
                referenceId: reference,
                ...(state === 'failed' && { failure: { code: 'x', message, retryable: true } }),
              },
              { name },
            ),
          ),
        });
        draw(asked, { targets: { kind: 'choice', groups } });
        draw(asked, { targets: { kind: 'fixed', group: { id: 'g'.repeat(3_000), name: group } } });
        draw(asked, { targets: { kind: 'blocked', reason: group } });
      }),
      { numRuns: 60 },
    );
  });

  it('shows outside text as it is: no mention, no markup, no emoji by name', () => {
    const hostile = '<!channel> *bold* &amp; :smile: <@U1>.pdf';
    const posts = [post({ state: 'posted', referenceId: hostile, postedAt: new Date(0) }, { name: hostile })];
    const message = forwardMessage(azure({ posts, caption: hostile, group: { id: '1', name: hostile } }));
    const { text, blocks } = message.channelData;
    assert.equal(text, 'Posted to &lt;!channel&gt; *bold* &amp;amp; :smile: &lt;@U1&gt;.pdf');
    const markup = [...JSON.stringify(blocks).matchAll(/"type":"mrkdwn","text":"([^"]*)"/g)].map(
      ([, one]) => one,
    );
    assert.deepEqual(markup, ['<!date^0^{date_short_pretty} {time}|1970-01-01 00:00 UTC>']);
    assert.doesNotMatch(JSON.stringify(blocks), /"emoji":true/);
    assert.ok(readBlocks(drawnBlocks(message)).texts.includes(`“${hostile}”`));
  });

  it('of 200 files keeps those with trouble in view, and counts the others', () => {
    const posts = Array.from({ length: 200 }, (_, index) =>
      post(
        index === 150
          ? { state: 'failed', failure }
          : { state: 'posted', referenceId: `r-${index}`, postedAt: new Date() },
        { name: `${index}-${'n'.repeat(200)}.pdf` },
      ),
    );
    const { texts } = shown(direct({ posts, caption: 'c'.repeat(4_000) }));
    assert.match(texts.join('\n'), /150-n[\s\S]*The group is gone\.[\s\S]*… and 180 more/);
  });

  it('suggests of a long caption as much as its input takes', () => {
    const { inputs } = shown(azure({ stage: 'asking', suggestedCaption: '👍'.repeat(2_000) }));
    const [{ value = '' } = {}] = inputs.filter(({ type }) => type === 'plain_text_input');
    assert.equal(value, `${'👍'.repeat(1_499)}…`);
  });

  it('keeps the ids of its inputs until the suggestion itself is another', () => {
    const captionId = (suggestedCaption: string, state: Post['state'] = 'spooled') =>
      shown(azure({ stage: 'asking', suggestedCaption, posts: [post({ state })] })).inputs.find(
        ({ actionId }) => actionId === 'caption',
      )?.blockId;
    assert.equal(captionId('Site plan', 'waiting'), captionId('Site plan'));
    assert.notEqual(captionId('Site plan'), captionId('Site plan, edited'));
  });

  it('sends nothing while somebody types or chooses', () => {
    const blocks = JSON.stringify(draw(direct({ stage: 'asking' }), choice(5)));
    assert.doesNotMatch(blocks, /dispatch_action/);
    const inActions = draw(direct({ stage: 'asking' }), choice(5)).flatMap((block) =>
      block.type === 'actions' ? block.elements.map(({ type }) => type) : [],
    );
    assert.deepEqual(new Set(inActions), new Set(['button']));
  });

  it('lists up to a hundred groups, and has the rest searched or typed', () => {
    const groupInput = (asked: Forward, count: number) => {
      const { inputs, texts } = shown(asked, choice(count));
      const input = inputs.find(({ actionId }) => actionId === 'group');
      return {
        type: input?.type,
        listed: input?.choices.length,
        note: texts.find((text) => /^⚠ Only/.test(text)),
      };
    };
    for (const make of [azure, direct]) {
      assert.deepEqual(groupInput(make({ stage: 'asking' }), 100), {
        type: 'static_select',
        listed: 100,
        note: undefined,
      });
    }
    assert.equal(groupInput(direct({ stage: 'asking' }), 500).type, 'external_select');
    assert.equal(groupInput(direct({ stage: 'asking' }), 500).note, undefined);
    const { type, listed, note } = groupInput(azure({ stage: 'asking' }), 500);
    assert.deepEqual([type, listed], ['static_select', 100]);
    assert.match(
      note ?? '',
      /^⚠ Only 100 of 500 groups are listed\. For another one, reply with the caption/,
    );
  });

  it('is another one for each percent, and the same for the same', () => {
    const asked = azure({ posts: [post({ id: 'p', state: 'uploading' })] });
    const print = (fraction: number) =>
      cardFingerprint(forwardMessage(asked, { progress: new Map([['p', fraction]]) }));
    assert.equal(print(0.42), print(0.42));
    assert.notEqual(print(0.42), print(0.43));
  });

  it('of what went without a question is one line, and the files that have trouble', () => {
    const posts = [
      post({ state: 'posted' }, { name: 'a.pdf' }),
      post({ state: 'failed', failure }, { name: 'b.pdf' }),
    ];
    const { texts, buttons } = shown(azure({ auto: true, posts }));
    assert.equal(texts.length, 2);
    assert.match(texts[0] ?? '', /^⚠ 1 of 2 posted/);
    assert.match(texts[1] ?? '', /^b\.pdf[^\n]*\n✗ Failed: The group is gone\./);
    assert.deepEqual(
      buttons.map(({ label }) => label),
      ['Retry'],
    );
  });

  it('has its question gone once it is answered', () => {
    const { inputs, buttons } = shown(azure({ stage: 'accepted' }), choice(5));
    assert.deepEqual([inputs, buttons], [[], []]);
  });
});
