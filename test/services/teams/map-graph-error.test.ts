import assert from 'node:assert/strict';
import { DownloadError } from '../../../services/files/download-error.ts';
import { type GraphSubject, mapGraphError } from '../../../services/teams/map-graph-error.ts';
import { sharePath } from '../../../services/teams/share-path.ts';
import { tokenRoles } from '../../../services/teams/token-roles.ts';
import { GraphStandIn, TENANT, TOKEN_ROUTE, tokenReply, tokenWith, unhurried } from './graph-stand-in.ts';

describe('a refusal of Graph', () => {
  for (const [status, subject, roles, code, words, canBeMended] of [
    [403, 'share', [], 'graph.consent.files', /administrator has to grant.*Files\.Read\.All/, true],
    [403, 'share', ['User.Read.All'], 'graph.consent.files', /Files\.Read\.All/, true],
    [403, 'share', ['Sites.Selected'], 'graph.consent.files', /Sites\.Selected.*allowed/, true],
    [
      403,
      'share',
      ['Sites.Selected', 'Files.Read.All'],
      'graph.missing',
      /not there any more, or its site/,
      false,
    ],
    [403, 'share', ['Sites.FullControl.All'], 'graph.missing', /its site/, false],
    [403, 'share', undefined, 'graph.forbidden', /not there any more, or.*Files\.Read\.All/, true],
    [404, 'share', ['Files.Read.All'], 'graph.missing', /file is not there/, false],
    [
      403,
      'channelMessage',
      [],
      'graph.consent.messages',
      /ChannelMessage\.Read\.Group.*ChannelMessage\.Read\.All/,
      true,
    ],
    [403, 'channelMessage', undefined, 'graph.consent.messages', /install the app in this team again/, true],
    [403, 'channelMessage', ['ChannelMessage.Read.All'], 'graph.missing', /message is not there/, false],
    [
      403,
      'chatMessage',
      ['ChannelMessage.Read.All'],
      'graph.consent.messages',
      /ChatMessage\.Read\.Chat.*Chat\.Read\.All/,
      true,
    ],
    [404, 'chatMessage', [], 'graph.missing', /message is not there/, false],
    [401, 'share', [], 'graph.token', /GRAPH_ROOT/, true],
    [400, 'share', [], 'graph.answered', /400/, false],
    [423, 'share', [], 'graph.answered', /423/, false],
    [500, 'share', [], 'graph.unavailable', /500/, true],
    [503, 'members', [], 'graph.unavailable', /503/, true],
    [408, 'share', [], 'graph.unavailable', /408/, true],
    [429, 'share', [], 'graph.throttled', /Wait/, true],
  ] as const satisfies readonly (readonly [
    number,
    GraphSubject,
    readonly string[] | undefined,
    string,
    RegExp,
    boolean,
  ])[]) {
    it(`with ${status} for a ${subject}, to a token with ${roles ? roles.join() || 'no roles' : 'roles unknown'}, is ${code}`, () => {
      const error = mapGraphError({ status }, subject, roles);
      assert.deepEqual([error.code, error.canBeMended], [code, canBeMended]);
      assert.equal(
        error.recovery.action,
        status === 429 || status === 408 || status >= 500 ? 'retry' : 'giveUp',
      );
      assert.match(error.message, words);
      assert.match(error.message, /in a personal chat with me\.$/);
      assert.doesNotMatch(error.message, /\n/);
    });
  }

  it('that asks for patience says for how long, and counts as no try', () => {
    const { recovery } = mapGraphError({ status: 429, retryAfter: '12' }, 'share', []);
    assert.deepEqual(recovery, { action: 'retry', afterMs: 12_000, throttled: true });
  });
});

describe('a consent that was missing', () => {
  let teams: GraphStandIn;
  afterEach(() => teams.close());
  const url = 'https://contoso.sharepoint.com/a.pdf';

  for (const roles of [[], null]) {
    it(`counts from the moment in which it is granted, after a token ${roles ? 'without it' : 'that is opaque'}`, async () => {
      teams = await GraphStandIn.start({ roles });
      const granted = tokenWith(['Files.Read.All']);
      teams.graph.script(TOKEN_ROUTE, tokenReply(teams.token), tokenReply(granted));
      const link = { '@microsoft.graph.downloadUrl': 'https://contoso.sharepoint.com/bytes' };
      teams.answer(sharePath(url), { status: 403 }, { body: link });
      const reach = () => teams.services.access.graph?.reachShare({ tenantId: TENANT, url }, unhurried());
      await assert.rejects(async () => reach(), /Files\.Read\.All/);
      assert.equal((await reach())?.url.href, link['@microsoft.graph.downloadUrl']);
      const tokens = teams.asked(sharePath(url)).map(({ headers }) => headers.authorization);
      assert.deepEqual(tokens, [`Bearer ${teams.token}`, `Bearer ${granted}`]);
    });
  }

  it('counts for the bytes that Graph itself gives, too', async () => {
    teams = await GraphStandIn.start();
    teams.graph.script(TOKEN_ROUTE, tokenReply(teams.token), tokenReply(tokenWith(['Chat.Read.All'])));
    const path = '/chats/c/messages/1/hostedContents/x/$value';
    const content = { kind: 'graphHostedContent', tenantId: TENANT, path } as const;
    const reach = () => teams.services.access.graph?.reachHostedContent(content, unhurried());
    const refused = DownloadError.status({ status: 403, redirects: 0 });
    await assert.rejects(async () => (await reach())?.instead?.(refused), /ChatMessage\.Read\.Chat/);
    assert.equal((await reach())?.authorization, `Bearer ${tokenWith(['Chat.Read.All'])}`);
  });
});

describe('tokenRoles', () => {
  it('reads what a token allows, without its signature', () => {
    assert.deepEqual(tokenRoles(tokenWith(['Files.Read.All'])), ['Files.Read.All']);
  });

  it('knows none of a token that names none, and nothing of one that is opaque', () => {
    const part = Buffer.from('{"tid":"x"}').toString('base64url');
    assert.deepEqual(tokenRoles(`a.${part}.c`), []);
    for (const token of ['opaque', '', 'a.b.c', 'a.bnVsbA.c']) assert.equal(tokenRoles(token), undefined);
  });
});
