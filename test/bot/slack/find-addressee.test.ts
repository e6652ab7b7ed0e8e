import assert from 'node:assert/strict';
import { findAddressee } from '../../../bot/slack/find-addressee.ts';
import { ResponseUrls } from '../../../bot/slack/response-urls.ts';
import { SlackMessages } from '../../../bot/slack/slack-messages.ts';
import { Whispers } from '../../../bot/slack/whispers.ts';
import { SlackError } from '../../../services/slack/slack-error.ts';
import type { SlackWorkspaces } from '../../../services/slack/slack-workspace.ts';
import { ACME, SlackStandIn, TEAM } from '../../services/slack/slack-stand-in.ts';

describe('the workspace that a command or shortcut is for', () => {
  let slack: SlackStandIn;
  beforeEach(async () => {
    slack = await SlackStandIn.start();
    slack.server.script('POST /commands/1', { body: { ok: true } });
  });
  afterEach(() => slack.close());

  const find = (addressees: SlackWorkspaces, teamId = TEAM) => {
    const responseUrls = new ResponseUrls(slack.apiUrl);
    const messages = new SlackMessages({ api: slack.api, workspaces: addressees, responseUrls });
    const services = { addressees, whispers: new Whispers(messages, responseUrls) };
    return findAddressee(services, [teamId], `${slack.server.url}/commands/1`);
  };
  const said = () => slack.server.requestsTo('POST /commands/1').map(({ body }) => String(body));

  it('is found without a word', async () => {
    assert.equal((await find(ACME))?.teamId, TEAM);
    assert.deepEqual(said(), []);
  });

  it('is said to be without the app', async () => {
    assert.equal(await find(ACME, 'T0OTHER1'), undefined);
    assert.match(said().join(), /no access to this Slack workspace/);
    assert.equal(said().length, 1);
  });

  it('is not waited for in silence where it can not be told', async () => {
    await assert.rejects(find({ find: () => Promise.reject(SlackError.senseless()) }), SlackError);
    assert.match(said().join(), /Something went wrong on my side/);
    assert.equal(said().length, 1);
  });
});
