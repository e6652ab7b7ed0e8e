import assert from 'node:assert/strict';
import { namelessIn, slackText } from '../../../../bot/channels/slack/slack-text.ts';

const botUserId = 'U0BOT001';
const names = new Map([['U0RAVI01', 'Ravi']]);

describe('a text of Slack', () => {
  for (const [text, expected] of [
    ['plain words', 'plain words'],
    ['', ''],
    ['a &lt; b &amp;&amp; b &gt; c', 'a < b && b > c'],
    ['&amp;lt; stays', '&lt; stays'],
    ['&nbsp; &quot;', '&nbsp; &quot;'],
    ['<https://x.example/a?b=1&amp;c=2>', 'https://x.example/a?b=1&c=2'],
    ['<https://x.example/plan|The plan>', 'The plan (https://x.example/plan)'],
    ['<http://x.example|x.example>', 'x.example'],
    ['<http://x.example/|x.example>', 'x.example'],
    ['<https://x.example|https://x.example>', 'https://x.example'],
    ['<mailto:asha@x.example|asha@x.example>', 'asha@x.example'],
    ['<tel:+911234|+911234>', '+911234'],
    ['<https://x.example|A &amp; B>', 'A & B (https://x.example)'],
    ['ask <@U0RAVI01>', 'ask @Ravi'],
    ['ask <@U0LEE001>', 'ask @someone'],
    ['ask <@U0LEE001|lee>', 'ask @lee'],
    ['ask <@W0LEE001|@lee>', 'ask @lee'],
    ['<@U0BOT001> help', '<@U0BOT001> help'],
    ['see <#C0GEN001|general>', 'see #general'],
    ['see <#C0GEN001>', 'see #channel'],
    ['<!here> look', '@here look'],
    ['<!channel|@channel> look', '@channel look'],
    ['<!everyone>', '@everyone'],
    ['<!subteam^S0CREW01|@crew>', '@crew'],
    ['<!subteam^S0CREW01>', '@team'],
    ['at <!date^1392734382^{date}|Feb 18, 2014>', 'at Feb 18, 2014'],
    ['at <!date^1392734382^{date}^https://x.example|Feb 18>', 'at Feb 18'],
    ['*bold* _it_ :tada:', '*bold* _it_ :tada:'],
    ['lonely < and >', 'lonely < and >'],
  ] as const) {
    it(`reads ${JSON.stringify(text)} as ${JSON.stringify(expected)}`, () => {
      assert.equal(slackText(text, { botUserId, names }), expected);
    });
  }

  it('names the people whose names have to be asked for, once each', () => {
    const text = '<@U0BOT001> <@U0RAVI01> <@U0LEE001|lee> <@U0RAVI01> &lt;@U0X&gt;';
    assert.deepEqual(namelessIn(text, botUserId), ['U0RAVI01']);
  });

  it('costs little if it is long', () => {
    const start = performance.now();
    for (const part of ['<', '<@', '<https://x|', '&amp;', '<>'])
      slackText(part.repeat(40_000), { botUserId });
    assert.ok(performance.now() - start < 2_000);
  });
});
