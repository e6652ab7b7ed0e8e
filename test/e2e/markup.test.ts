import assert from 'node:assert/strict';
import type { KaizalaEmulator } from '../../emulators/kaizala/emulator.ts';
import { waitForQuestion, waitForText } from '../support/chat.ts';
import { HOSTILE_MARKUP } from '../support/hostile-markup.ts';
import { markupHoles } from '../support/markup-holes.ts';
import { createSlackWorld, type SlackWorld } from '../support/slack-world.ts';
import { createWorld, type World } from '../support/world.ts';

/** Stands in all that is hostile, so that it is found wherever the bot repeats it. */
const MARK = 'HOSTILE';
const SOME = 4;
const SETS = Array.from({ length: Math.ceil(HOSTILE_MARKUP.length / SOME) }, (_, index) =>
  [MARK, ...HOSTILE_MARKUP.slice(index * SOME, (index + 1) * SOME)].join(' '),
);
/** What can't be in a file's name is in no name of a file. */
const nameOf = (markup: string) => `${markup.replace(/[/\\]/g, '∕')}.pdf`;
const COMMANDS = (markup: string) => [
  'groups',
  `groups ${markup}`,
  'link hostile',
  'status',
  'history',
  `retry ${markup}`,
  `mode ${markup}`,
  markup,
];

const SHORT = `${MARK} *b* <!here> <i> &amp; :x:`;

function renameGroups({ groups }: KaizalaEmulator): void {
  for (const [index, group] of groups.entries()) {
    // One is short enough to be listed in full.
    const groupName = index === 0 ? SHORT : `${SETS[index % SETS.length]} ${index}`;
    Object.assign(group, { groupName });
  }
}

describe('markup from outside, wherever the bot repeats it', () => {
  describe('in Teams', () => {
    let world: World;
    before(async function () {
      this.timeout(60_000);
      world = await createWorld({ environment: { LINK_POLICY: 'anyone' } });
      renameGroups(world.kaizala);
    });
    after(() => world.close());

    for (const markup of SETS) {
      it(`is text: ${JSON.stringify(markup)}`, async () => {
        const { teams, kaizala } = world;
        const user = teams.createUser({ endpoint: world.user.endpoint, name: markup });
        const { conversation } = user;
        const file = await teams.serveFile({ kind: 'generated', size: 900 }, { name: nameOf(markup) });
        const answers: string[] = [];
        await user.shares([file], markup);
        const question = await waitForQuestion(conversation, MARK);
        for (const command of COMMANDS(markup)) await user.says(`/${command}`);
        const press = async (group: string) => {
          const { body } = await user.submits(question.activity, 'Forward', { group, caption: markup });
          if (body !== '') answers.push(JSON.parse(body));
        };
        await press(markup);
        await press(kaizala.groups[0]?.groupId ?? '');
        await waitForText(conversation, /^Posted to/);
        for (const command of ['history', 'status', `link ${markup}`, 'unlink'])
          await user.says(`/${command}`);
        const sent = conversation.events.flatMap(({ kind, activity }) => (kind === 'said' ? [] : [activity]));
        assert.ok(JSON.stringify([sent, answers]).split(MARK).length > 20);
        assert.deepEqual(markupHoles([sent, answers], MARK), []);
      });
    }
  }).timeout(60_000);

  describe('in Slack', () => {
    let world: SlackWorld;
    before(async function () {
      this.timeout(60_000);
      world = await createSlackWorld();
      renameGroups(world.kaizala);
    });
    after(() => world.close());

    for (const markup of SETS) {
      it(`is text: ${JSON.stringify(markup)}`, async () => {
        const { slack } = world;
        const { api } = slack;
        const before = api.calls.length;
        const user = slack.createUser({ name: markup, isAdmin: true });
        const channel = slack.createChannel({ name: 'site', members: [user], creator: user });
        const file = await user.upload({ kind: 'generated', size: 900 }, { name: nameOf(markup) });
        const written = await user.shares([file], markup);
        const question = await user.direct.waitForText(/Forward to Kaizala/);
        await user.presses(user.direct, question, 'Forward', {
          Group: SHORT,
          Caption: markup,
        });
        await user.direct.waitForText(/Posted to/);
        for (const command of [...COMMANDS(markup), `link ${markup}`]) {
          await user.runs('/kaizala', command, { in: user.direct });
          await user.runs('/kaizala', command, { in: channel });
        }
        await user.usesShortcut(user.direct, written.message, 'forward');
        await user.waitForModal();
        const calls = api.calls.slice(before).map(({ parameters }) => parameters);
        const bodies = slack.app.deliveries.flatMap(({ answer }) => {
          try {
            return [JSON.parse(answer.body)];
          } catch {
            return [];
          }
        });
        assert.ok(JSON.stringify(calls).split(MARK).length > 10, JSON.stringify(calls).slice(0, 500));
        const ofBot = [calls, bodies, user.direct.botMessages, channel.botMessages];
        assert.deepEqual(markupHoles(ofBot, MARK), []);
      });
    }
  }).timeout(60_000);
});
