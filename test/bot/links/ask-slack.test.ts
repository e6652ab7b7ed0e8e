import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder';
import { askChat } from '../../../bot/links/ask-chat.ts';
import { askSlack } from '../../../bot/links/ask-slack.ts';
import { type SlackEmulator, startSlackEmulator } from '../../../emulators/slack/start-slack-emulator.ts';
import type { SlackUser } from '../../../emulators/slack/user/slack-user.ts';
import { ConfiguredWorkspaces } from '../../../services/slack/configured-workspaces.ts';
import { SlackApi } from '../../../services/slack/slack-api.ts';
import { SlackPeople } from '../../../services/slack/slack-people.ts';
import type { Verdict } from '../../../services/verdict.ts';

describe('what Slack is asked about links', () => {
  let slack: SlackEmulator;
  let asha: SlackUser;
  let ben: SlackUser;
  before(async () => {
    slack = await startSlackEmulator();
    asha = slack.createUser({ name: 'Asha Rao', isAdmin: true });
    ben = slack.createUser({ name: 'Ben Ode' });
  });
  after(() => slack.close());
  afterEach(() => slack.clearFaults());

  /** Each asks anew, as answers are kept for a while. */
  const knowledge = (patienceMs?: number) => {
    const api = new SlackApi(slack.apiUrl);
    const settings = { botToken: slack.botToken, installations: new Map<string, string>() };
    return askSlack(new SlackPeople(api, new ConfiguredWorkspaces(api, settings)), patienceMs);
  };
  const said = (user: { readonly id: string }, conversation: string, from = user.id) =>
    ({ channelId: 'slack', from: { id: from }, conversation: { id: conversation } }) as Activity;
  const channel = (hasBot = true, creator = asha) =>
    slack.createChannel({ name: 'site', members: [creator, ben], creator, hasBot });

  it('is who administers the workspace, and who created the channel', async () => {
    const [ashas, bens] = [channel(), channel(true, ben)];
    const place = (id: string) => `${slack.team.id}:${id}`;
    assert.equal(await knowledge().isOwner(said(asha, place(bens.id))), 'yes');
    assert.equal(await knowledge().isOwner(said(ben, place(bens.id))), 'yes');
    assert.equal(await knowledge().isOwner(said(ben, `${place(ashas.id)}:1766458026.240809`)), 'no');
  });

  it('is the same through Azure, if a token of that workspace is configured', async () => {
    const { id } = channel();
    const viaAzure = said(ben, `B0BOT001:${slack.team.id}:${id}`, `${ben.id}:${slack.team.id}`);
    assert.equal(await knowledge().isOwner(viaAzure), 'no');
    const elsewhere = said(ben, `B0BOT001:T0ELSE001:${id}`, `${ben.id}:T0ELSE001`);
    assert.equal(await knowledge().isOwner(elsewhere), 'unknown');
    assert.equal(await knowledge().hasMessageAccess(elsewhere), 'unknown');
    assert.equal(await knowledge().isOwner(said(ben, 'a name of another kind')), 'unknown');
  });

  it('is whether the bot is in the channel', async () => {
    const place = (id: string) => said(asha, `${slack.team.id}:${id}`);
    assert.equal(await knowledge().hasMessageAccess(place(channel().id)), 'yes');
    assert.equal(await knowledge().hasMessageAccess(place(channel(false).id)), 'no');
    assert.equal(await knowledge().hasMessageAccess(place('C0NOWHERE')), 'no');
  });

  it('is unknown where Slack refuses, or takes too long', async () => {
    const place = said(ben, `${slack.team.id}:${channel().id}`);
    slack.failNext('users.info', { kind: 'refused', code: 'missing_scope' });
    assert.equal(await knowledge().isOwner(place), 'unknown');
    slack.failNext('conversations.info', { kind: 'status', status: 503 });
    assert.equal(await knowledge().hasMessageAccess(place), 'unknown');
    slack.failNext('conversations.info', { kind: 'hang' }, 2);
    assert.equal(await knowledge(100).hasMessageAccess(place), 'unknown');
    assert.equal(await knowledge(100).isOwner(place), 'unknown');
  });

  it('is asked of Slack for Slack alone', async () => {
    const always = (answer: Verdict) => ({
      isOwner: async () => answer,
      hasMessageAccess: async () => answer,
    });
    const chat = askChat({ teams: always('yes'), slack: always('no') });
    const inTeams = { channelId: 'msteams' } as Activity;
    assert.deepEqual([await chat.isOwner(inTeams), await chat.hasMessageAccess(inTeams)], ['yes', 'yes']);
    assert.equal(await chat.isOwner(said(ben, 'T:C')), 'no');
  });
});
