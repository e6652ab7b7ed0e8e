import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder';
import { askTeams } from '../../../bot/links/ask-teams.ts';
import { EgressPolicy } from '../../../services/files/egress/egress-policy.ts';
import { createTeamsServices } from '../../../services/teams/create-teams-services.ts';

const CHANNEL = {
  id: '9',
  channelId: 'msteams',
  serviceUrl: 'https://smba.test/',
  from: { id: '29:a', aadObjectId: 'oid' },
  conversation: { id: '19:c@thread.tacv2;messageid=7', conversationType: 'channel', tenantId: 't' },
  channelData: { team: { id: '19:team@thread.tacv2' } },
};
const CHAT = {
  ...CHANNEL,
  conversation: { id: '19:g@thread.v2', conversationType: 'groupChat', tenantId: 't' },
  channelData: {},
};
const said = (fields: object) => fields as Activity;

function recording() {
  const asked: object[] = [];
  const answer = async (question: object) => {
    asked.push(question);
    return 'yes' as const;
  };
  return { asked, teams: askTeams({ isTeamOwner: answer, hasMessageAccess: answer }) };
}

describe('what is asked of Teams', () => {
  it('is unknown in time also where the bot gets no token', async () => {
    const botTokens = { token: () => new Promise<string>(() => {}) };
    const teams = createTeamsServices({ egress: new EgressPolicy([]), botTokens });
    const channel = said({ ...CHANNEL, serviceUrl: 'https://smba.trafficmanager.net/in/' });
    assert.equal(await askTeams(teams, 50).isOwner(channel), 'unknown');
  });

  it('is whether the sender owns the team of the channel', async () => {
    const { asked, teams } = recording();
    assert.equal(await teams.isOwner(said(CHANNEL)), 'yes');
    assert.deepEqual(asked, [
      {
        serviceUrl: 'https://smba.test/',
        teamId: '19:team@thread.tacv2',
        tenantId: 't',
        conversationId: '19:c@thread.tacv2',
        userId: '29:a',
        aadObjectId: 'oid',
      },
    ]);
  });

  it('is whether a message can be read that is one, also if a button was pressed', async () => {
    const { asked, teams } = recording();
    await teams.hasMessageAccess(said({ ...CHANNEL, id: 'f:1', value: {}, replyToId: '8' }));
    await teams.hasMessageAccess(said(CHAT));
    await teams.hasMessageAccess(said({ ...CHAT, id: 'f:1', value: {}, replyToId: '8' }));
    assert.deepEqual(
      asked.map((lookup) => ('rootId' in lookup ? lookup.rootId : undefined)),
      ['7', undefined, undefined],
    );
    assert.deepEqual(
      asked.map((lookup) => 'messageId' in lookup && lookup.messageId),
      ['7', '9', '8'],
    );
  });

  it('is nothing if the activity does not say where it comes from', async () => {
    const { asked, teams } = recording();
    for (const missing of [{ conversation: { id: 'x' } }, { ...CHANNEL, channelData: {} }]) {
      assert.equal(await teams.isOwner(said({ from: { id: 'x' }, ...missing })), 'unknown');
      assert.equal(await teams.hasMessageAccess(said({ from: { id: 'x' }, ...missing })), 'unknown');
    }
    assert.deepEqual(asked, []);
  });

  it('is unknown if the answer takes too long', async () => {
    const stall = (_question: object, signal: AbortSignal) =>
      new Promise<'yes'>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    const teams = askTeams({ isTeamOwner: stall, hasMessageAccess: stall }, 20);
    assert.equal(await teams.isOwner(said(CHANNEL)), 'unknown');
    assert.equal(await teams.hasMessageAccess(said(CHAT)), 'unknown');
  });
});
