import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder';
import { isMentioned, spokenText } from '../../../bot/channels/mentions.ts';

const BOT = { id: '28:bot', name: 'Kaizala Bridge (test)' };
const AT = `<at>${BOT.name}</at>`;
const mention = (mentioned: object = BOT, text: unknown = AT) => ({ type: 'mention', mentioned, text });
const said = (text: unknown, entities: unknown = [mention()]) =>
  ({ text, entities, recipient: BOT }) as unknown as Activity;

describe('the mention of the bot', () => {
  for (const [text, expected] of [
    [`${AT} /link North`, '/link North'],
    [`/link North ${AT}`, '/link North'],
    [`${AT}&nbsp;/link North`, '/link North'],
    [`${AT}\u00a0 &nbsp; /link North&nbsp;`, '/link North'],
    [`\n${AT}\n/link North`, '/link North'],
    [`/link North${AT}`, '/link North'],
    [`/link ${AT} North`, '/link North'],
    [`/link\n${AT} North`, '/link\nNorth'],
    [`${AT} /link North ${AT}`, '/link North'],
    [`<at id="0">${BOT.name}</at> /link North`, '/link North'],
    [`${AT} Look  at this,\n\n two spaces`, 'Look  at this,\n\n two spaces'],
    [AT, ''],
    ['  no mention  ', 'no mention'],
    [`${AT} for <at>Ravi</at>`, 'for Ravi'],
    ['for\u00a0<at id="1">Ravi</at> ', 'for Ravi'],
    [undefined, ''],
    [null, ''],
  ] as const) {
    it(`leaves ${JSON.stringify(expected)} of ${JSON.stringify(text)}`, () => {
      assert.equal(spokenText(said(text)), expected);
    });
  }

  it('is told from that of others, and from what is none', () => {
    assert.equal(isMentioned(said(AT)), true);
    const others = [
      mention({ id: '29:ravi', name: 'Ravi' }, '<at>Ravi</at>'),
      { type: 'clientInfo' },
      null,
      {},
    ];
    for (const entities of [others, [], null, 'x', [mention({ id: 28 })], [{ type: 7 }]]) {
      assert.equal(isMentioned(said(AT, entities)), false);
      assert.equal(spokenText(said(' hello <at>Ravi</at> ', entities)), 'hello Ravi');
    }
  });

  it('goes by the name if the entity does not say how it is written', () => {
    for (const text of [undefined, '', 7]) {
      assert.equal(spokenText(said(`${AT} help`, [{ type: 'Mention', mentioned: BOT, text }])), 'help');
    }
  });

  it('is left out by the bot’s name where the activity has no entities, as with news of an edit', () => {
    assert.equal(spokenText(said(`${AT} better words`, null)), 'better words');
  });

  it('costs little in a long text', () => {
    const long = `${' '.repeat(100_000)}x${'&nbsp;'.repeat(20_000)}`;
    const started = performance.now();
    assert.equal(spokenText(said(`${long}${AT}${long}`)).endsWith('x'), true);
    assert.ok(performance.now() - started < 500);
  });
});
