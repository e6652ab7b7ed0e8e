import assert from 'node:assert/strict';
import { AllWorkspaces } from '../../../services/slack/all-workspaces.ts';
import {
  type ConfiguredTokens,
  ConfiguredWorkspaces,
} from '../../../services/slack/configured-workspaces.ts';
import { SlackError } from '../../../services/slack/slack-error.ts';
import type { SlackWorkspaces } from '../../../services/slack/slack-workspace.ts';
import type { Takeover } from '../kaizala/scripted-server.ts';
import { SlackStandIn } from './slack-stand-in.ts';

const TEAMS: Record<string, object> = {
  'xoxb-one': { team_id: 'T1', user_id: 'U1', bot_id: 'B1' },
  'xoxb-two': { team_id: 'T2', user_id: 'U2' },
  'xoxb-org': { team_id: 'T3', user_id: 'U3', enterprise_id: 'E3', is_enterprise_install: true },
  'xoxb-member': { team_id: 'T4', user_id: 'U4', enterprise_id: 'E3', is_enterprise_install: false },
};

describe('the workspaces of the configuration', () => {
  let slack: SlackStandIn;
  let now: number;
  beforeEach(async () => {
    slack = await SlackStandIn.start();
    now = 1_000_000;
    const answer: Takeover = (request, response) => {
      const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
      // Slack is silent about this one.
      if (token === 'xoxb-silent') return;
      const team = TEAMS[token];
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(team ? { ok: true, ...team } : { ok: false, error: 'invalid_auth' }));
    };
    slack.answer('auth.test', answer);
  });
  afterEach(() => slack.close());

  const workspaces = (botToken: string | undefined, installations: Record<string, string> = {}) => {
    const tokens: ConfiguredTokens = {
      ...(botToken && { botToken }),
      installations: new Map(Object.entries(installations)),
    };
    return new ConfiguredWorkspaces(slack.api, tokens, () => now);
  };
  const asked = () => slack.asked('auth.test').length;

  it('tell whose token one is, and what the bot is there, asked once', async () => {
    const one = workspaces('xoxb-one');
    const found = await Promise.all([one.find(['T1']), one.find(['T9', 'T1']), one.find(['T9'])]);
    const expected = { teamId: 'T1', botToken: 'xoxb-one', botUserId: 'U1', botId: 'B1' };
    assert.deepEqual(found, [expected, expected, undefined]);
    assert.equal(asked(), 1);
  });

  it('are found by an organisation where it has the app for all of its own', async () => {
    assert.equal((await workspaces('xoxb-org').find(['T7', 'E3']))?.teamId, 'E3');
    assert.equal(await workspaces('xoxb-member').find(['T7', 'E3']), undefined);
    assert.equal((await workspaces(undefined, { E3: 'xoxb-org' }).find(['T7', 'E3']))?.teamId, 'E3');
  });

  it('are found in the order of likelihood, whichever setting they stand in', async () => {
    const both = workspaces('xoxb-one', { T2: 'xoxb-two' });
    assert.equal((await both.find(['T1', 'T2']))?.botToken, 'xoxb-one');
    assert.equal((await both.find(['T2', 'T1']))?.botToken, 'xoxb-two');
    assert.equal((await both.find(['T9', 'T2']))?.botToken, 'xoxb-two');
    assert.equal((await workspaces('xoxb-bad', { T2: 'xoxb-two' }).find(['T1', 'T2']))?.teamId, 'T2');
  });

  it('are not taken for a less likely one while Slack does not say whose token one is', async () => {
    slack.answer('auth.test', { status: 503 });
    await assert.rejects(workspaces('xoxb-one', { T2: 'xoxb-two' }).find(['T1', 'T2']), SlackError);
  });

  it('do not wait for one of which Slack says nothing', async () => {
    const found = await workspaces('xoxb-silent', { T2: 'xoxb-two' }).find(['T2']);
    assert.equal(found?.teamId, 'T2');
    assert.equal(asked(), 1);
  });

  it('are asked again for a token that Slack refused, but not all the time', async () => {
    const bad = workspaces('xoxb-bad');
    for (let count = 0; count < 3; count++) {
      await assert.rejects(bad.find(['T1']), (error: unknown) => {
        assert.ok(error instanceof SlackError);
        assert.equal(error.slackCode, 'invalid_auth');
        assert.equal(error.recovery.action, 'giveUp');
        return true;
      });
    }
    assert.equal(asked(), 1);
    now += 60_001;
    slack.answer('auth.test', { body: { ok: true, team_id: 'T1', user_id: 'U1' } });
    assert.equal((await bad.find(['T1']))?.teamId, 'T1');
  });

  it('are asked again at once after trouble that passes', async () => {
    slack.answer('auth.test', { status: 503 }, { body: { ok: true, team_id: 'T1', user_id: 'U1' } });
    const one = workspaces('xoxb-one');
    await assert.rejects(one.find(['T1']), (error: unknown) => {
      return error instanceof SlackError && error.recovery.action === 'retry';
    });
    assert.equal((await one.find(['T1']))?.teamId, 'T1');
  });

  it('have their problems told, each by the setting that it is in, and no token', async () => {
    const problems = await workspaces('xoxb-bad', { T1: 'xoxb-one', T9: 'xoxb-two' }).problems();
    assert.equal(problems.length, 2);
    assert.match(problems[0] ?? '', /^SLACK_BOT_TOKEN: .*invalid_auth/);
    assert.match(problems[1] ?? '', /^SLACK_INSTALLATIONS: the token of T9: .*another workspace, T2/);
    assert.doesNotMatch(problems.join(), /xoxb/);
    assert.deepEqual(await workspaces('xoxb-one', { T2: 'xoxb-two' }).problems(), []);
  });
});

describe('all workspaces together', () => {
  const at = (name: string) => ({ teamId: 'T1', botToken: `xoxb-${name}`, botUserId: 'U1' });
  const known = (name: string): SlackWorkspaces => ({ find: async () => at(name) });
  const unknown: SlackWorkspaces = { find: async () => undefined };
  const failing: SlackWorkspaces = { find: async () => Promise.reject(SlackError.senseless()) };
  const silent: SlackWorkspaces = { find: () => new Promise(() => {}) };
  const find = (configured: SlackWorkspaces, installed: SlackWorkspaces) =>
    new AllWorkspaces(configured, installed).find(['T1']);

  it('are those of the configuration first', async () => {
    assert.deepEqual(await find(known('configured'), known('installed')), at('configured'));
    assert.deepEqual(await find(unknown, known('installed')), at('installed'));
    assert.deepEqual(await find(known('configured'), unknown), at('configured'));
    assert.equal(await find(unknown, unknown), undefined);
  });

  it('are those that are known while others are in trouble or silent', async () => {
    assert.deepEqual(await find(failing, known('installed')), at('installed'));
    assert.deepEqual(await find(silent, known('installed')), at('installed'));
    assert.deepEqual(await find(known('configured'), failing), at('configured'));
  });

  it('are found in the order of likelihood, the token of the configuration first', async () => {
    const only = (teamId: string, error?: Error): SlackWorkspaces => ({
      find: async (teamIds) => {
        if (error) throw error;
        return teamIds.includes(teamId) ? { teamId, botToken: `xoxb-${teamId}`, botUserId: 'U1' } : undefined;
      },
    });
    const both = new AllWorkspaces(only('T1'), only('T2'));
    assert.equal((await both.find(['T1', 'T2']))?.teamId, 'T1');
    assert.equal((await both.find(['T2', 'T1']))?.teamId, 'T2');
    const passing = new AllWorkspaces(only('T1', SlackError.senseless()), only('T2'));
    await assert.rejects(passing.find(['T1', 'T2']), SlackError);
    const refused = new AllWorkspaces(only('T1', SlackError.noToken()), only('T2'));
    assert.equal((await refused.find(['T1', 'T2']))?.teamId, 'T2');
  });

  it('are not said to lack one that can not be told', async () => {
    await assert.rejects(find(failing, unknown), SlackError);
    await assert.rejects(find(unknown, failing), SlackError);
  });
});
