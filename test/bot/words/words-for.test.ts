import assert from 'node:assert/strict';
import { linkWords } from '../../../bot/links/link-words.ts';
import { linkWordsFor } from '../../../bot/links/link-words-for.ts';
import { SLACK_DIRECT } from '../../../bot/slack/slack-direct.ts';
import { words } from '../../../bot/words/words.ts';
import { wordsFor } from '../../../bot/words/words-for.ts';

const DIRECT = { channelId: 'slack', serviceUrl: SLACK_DIRECT };
const AZURE = { channelId: 'slack', serviceUrl: 'https://slack.botframework.com/' };
const TEAMS = { channelId: 'msteams', serviceUrl: 'https://smba.trafficmanager.net/emea/' };

const PLACES = ['personal', 'groupChat', 'channel'] as const;

/** Everything that can be said about forwards, with something filled in. */
function allWords(activity: typeof DIRECT): string[] {
  return Object.values(wordsFor(activity)).map((phrase: unknown) =>
    typeof phrase === 'function' ? String(phrase('x', 'y')) : String(phrase),
  );
}

/** Everything that can be said about links. */
function allLinkWords(activity: typeof DIRECT): string[] {
  const { state, consequence, sight, unlinked, otherGroups, ...fixed } = linkWordsFor(activity);
  return PLACES.flatMap((place) => [
    state(undefined, place),
    consequence('ask', place),
    consequence('auto', place),
    ...(['yes', 'no', 'unknown'] as const).map((sees) => sight(sees, place)),
    unlinked(place),
  ]).concat(otherGroups(1, 2), Object.values(fixed));
}

describe('what is said', () => {
  it('in Teams is Teams’ own', () => {
    assert.equal(wordsFor(TEAMS), words);
    assert.equal(linkWordsFor(TEAMS), linkWords);
  });

  for (const [way, activity] of Object.entries({ directly: DIRECT, 'through Azure': AZURE })) {
    it(`in Slack ${way} names nothing that only Teams has`, () => {
      for (const said of [...allWords(activity), ...allLinkWords(activity)]) {
        assert.doesNotMatch(said, /paper clip|\bcards?\b|\bteam\b|Teams|\.Group|group chat/i, said);
        assert.doesNotMatch(
          said,
          /(^|[\s“])\/(help|groups|link|unlink|mode|status|history|retry|cancel)\b/,
          said,
        );
      }
    });
  }

  it('in Slack tells of the slash command where there is one, and of words elsewhere', () => {
    assert.match(wordsFor(DIRECT).nothingOpen, /plus button.*send \/kaizala help\.$/);
    assert.match(wordsFor(AZURE).nothingOpen, /plus button.*tell me “help”\.$/);
    assert.equal(
      wordsFor(DIRECT).unknownCommand('/foo'),
      'I don’t know “foo”. Send /kaizala help for what I can do.',
    );
    assert.match(
      linkWordsFor(DIRECT).howToLink,
      /send \/kaizala link .*“\/kaizala link Field crew North”\.$/,
    );
    assert.match(linkWordsFor(AZURE).howToLink, /tell me “link” .*“link Field crew North”\.$/);
    for (const said of [...allWords(AZURE), ...allLinkWords(AZURE)]) assert.doesNotMatch(said, /\/kaizala/);
  });

  it('in Slack names who may link, and what the bot sees', () => {
    assert.match(
      linkWordsFor(DIRECT).notOwner,
      /administrators of this workspace, whoever created this channel/,
    );
    assert.match(linkWordsFor(DIRECT).unknownOwner, /users:read.*ADMIN_IDS/);
    assert.match(linkWordsFor(AZURE).unknownOwner, /no token of its own.*ADMIN_IDS/);
    assert.match(linkWordsFor(DIRECT).sight('no', 'channel'), /\/invite/);
  });
});
