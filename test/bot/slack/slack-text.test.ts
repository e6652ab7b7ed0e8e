import assert from 'node:assert/strict';
import { slackWords } from '../../../bot/slack/slack-text.ts';

describe('words of the bot in Slack', () => {
  it('are shown as they are where they are plain', () => {
    const text = '*bold* <@U1> & <!channel> `x` :smile:\n- item';
    assert.deepEqual(slackWords(text, true), {
      text: '*bold* &lt;@U1&gt; &amp; &lt;!channel&gt; `x` :smile:\n- item',
      blocks: [{ type: 'section', text: { type: 'plain_text', text, emoji: false } }],
    });
  });

  it('mean what Slack means otherwise, but call nobody', () => {
    const [section] = slackWords('Send *it* to <@U1>.\n\n- one\n- **two**', false).blocks;
    const text = 'Send *it* to &lt;@U1&gt;.\n\n• one\n• *two*';
    assert.deepEqual(section, { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } });
  });

  it('are dealt to sections at the ends of paragraphs, none of them too long', () => {
    const paragraphs = Array.from({ length: 9 }, (_, number) => `${number}`.repeat(1_000));
    const { text, blocks } = slackWords(paragraphs.join('\n\n'), true);
    const texts = blocks.map((block) => (block as unknown as { text: { text: string } }).text.text);
    assert.deepEqual(texts.join('\n\n').split('\n\n'), paragraphs);
    assert.ok(texts.every(({ length }) => length <= 3_000));
    assert.equal(text.length, 4_000);
  });

  it('are cut also where they have no end, but no character into halves', () => {
    const { blocks } = slackWords(`x${'🏗'.repeat(3_500)}`, true);
    assert.equal(blocks.length, 3);
    assert.ok(JSON.stringify(blocks).isWellFormed() && !/\\ud[89ab]/.test(JSON.stringify(blocks)));
  });

  it('keep their fallback within what Slack takes, and whole what was escaped in it', () => {
    const { text } = slackWords('&'.repeat(3_999), true);
    assert.match(text, /^(&amp;)+…$/);
    assert.ok(text.length <= 4_000);
  });
});
