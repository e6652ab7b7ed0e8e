import assert from 'node:assert/strict';
import { decodeJwt } from 'jose';
import type { Channel } from '../../../emulators/teams/groups/channel.ts';
import type { Team } from '../../../emulators/teams/groups/team.ts';
import { startTeamsEmulator, type TeamsEmulator } from '../../../emulators/teams/start-teams-emulator.ts';
import { requestToken, shareToken, signInToGraph } from './graph-client.ts';
import { type StubBot, startStubBot } from './stub-bot.ts';

describe('Graph beside Teams', () => {
  let teams: TeamsEmulator;
  let bot: StubBot;
  let team: Team;
  let channel: Channel;

  beforeEach(async () => {
    teams = await startTeamsEmulator();
    bot = await startStubBot();
    const members = [
      { name: 'Asha Rao', role: 'owner' },
      { name: 'Mei Chen' },
      { name: 'Guest', role: 'guest' },
    ] as const;
    team = teams.createTeam({ name: 'Ops', endpoint: bot.endpoint, members });
    channel = team.createChannel('Night shift');
  });

  afterEach(async () => {
    await bot.close();
    await teams.close();
  });

  const serve = (name: string) => teams.serveFile({ kind: 'generated', size: 90 }, { name });
  const messagesOf = ({ id }: Channel) =>
    `/teams/${team.aadGroupId}/channels/${encodeURIComponent(id)}/messages`;
  const errorCode = async (response: Response) =>
    ((await response.json()) as { error: { code: string } }).error.code;

  it('gives a token with the roles that are granted', async () => {
    const response = await requestToken(teams);
    assert.equal(response.status, 200);
    const body = (await response.json()) as { access_token: string };
    const { token_type, expires_in } = body as unknown as { token_type: string; expires_in: number };
    assert.deepEqual([token_type, expires_in], ['Bearer', 3599]);
    const { roles, tid, appid } = decodeJwt(body.access_token);
    assert.deepEqual([roles, tid, appid], [['Files.Read.All', 'Sites.Read.All'], teams.tenantId, 'local']);
  });

  it('refuses a token as Entra ID does', async () => {
    const aadsts = async (response: Response) => {
      const { error_description: text } = (await response.json()) as { error_description: string };
      return [response.status, /^AADSTS\d+/.exec(text)?.[0]];
    };
    assert.deepEqual(await aadsts(await requestToken(teams, { grant_type: 'password' })), [
      400,
      'AADSTS900144',
    ]);
    const foreign = { ...teams, loginRoot: teams.loginRoot, tenantId: 'botframework.com' };
    assert.deepEqual(await aadsts(await requestToken(foreign)), [400, 'AADSTS90002']);
    const named = await requestToken(teams, { scope: 'https://graph.microsoft.com/Files.Read.All' });
    assert.deepEqual(await aadsts(named), [400, 'AADSTS1002012']);
    teams.graph.failNext('token', { kind: 'status', status: 401 });
    assert.deepEqual(await aadsts(await requestToken(teams)), [401, 'AADSTS7000215']);
    assert.equal((await requestToken(teams)).status, 200);
  });

  it('answers 401 without a token of its own', async () => {
    const { id } = await channel.member('Asha Rao').says('hello');
    const url = `${teams.graphRoot}/v1.0${messagesOf(channel)}/${id}`;
    assert.equal((await fetch(url)).status, 401);
    const wrong = await fetch(url, { headers: { authorization: 'Bearer x' } });
    assert.equal(await errorCode(wrong), 'InvalidAuthenticationToken');
    const ask = await signInToGraph(teams);
    teams.graph.expireTokens();
    assert.equal((await ask(`${messagesOf(channel)}/${id}`)).status, 401);
  });

  it('knows a post with its files, and where in the site they lie', async () => {
    const [one, two] = [await serve('plan.pdf'), await serve('plan.pdf')];
    const quote = { id: null, contentType: 'messageReference', contentUrl: null, content: '{}', name: null };
    const { id } = await channel
      .member('Asha Rao')
      .shares([one, two], 'see', { hidesFiles: true, graphAttachments: [quote] });
    const ask = await signInToGraph(teams);
    const response = await ask(`${messagesOf(channel)}/${id}`);
    assert.equal(response.status, 200);
    const message = (await response.json()) as {
      id: string;
      body: { content: string };
      attachments: unknown;
    };
    assert.equal(message.id, id);
    assert.equal(message.body.content, '<p><at id="0">Kaizala Bridge</at>&nbsp;see</p>');
    const folder = `http://${teams.host}/sites/Ops/Shared Documents/Night shift`;
    const reference = { contentType: 'reference', content: null, name: 'plan.pdf', thumbnailUrl: null };
    assert.deepEqual(message.attachments, [
      { ...reference, id: one.uniqueId.toLowerCase(), contentUrl: `${folder}/plan.pdf` },
      { ...reference, id: two.uniqueId.toLowerCase(), contentUrl: `${folder}/plan 1.pdf` },
      { ...quote, thumbnailUrl: null },
    ]);
    assert.equal((await fetch(`${folder}/plan.pdf`)).status, 403);
  });

  it('knows a reply below its post alone, and what became of either', async () => {
    const asha = channel.member('Asha Rao');
    const root = await asha.says('one');
    const reply = await asha.shares([await serve('a.jpg')], 'two', { inReplyTo: root.id });
    const ask = await signInToGraph(teams);
    const read = async () => {
      const response = await ask(`${messagesOf(channel)}/${root.id}/replies/${reply.id}`);
      return (await response.json()) as Record<string, unknown> & { body: { content: string } };
    };
    assert.equal((await read()).replyToId, root.id);
    assert.equal((await ask(`${messagesOf(channel)}/${reply.id}`)).status, 404);
    assert.equal((await ask(`${messagesOf(team.general)}/${root.id}`)).status, 404);
    await asha.edits(reply, 'three');
    assert.match((await read()).body.content, /three/);
    await asha.deletes(reply);
    const deleted = await read();
    assert.deepEqual([deleted.body.content, deleted.attachments], ['', []]);
    assert.ok(deleted.deletedDateTime);
  });

  it('knows the messages of a group chat, and none of a personal one', async () => {
    const chat = teams.createGroupChat({ endpoint: bot.endpoint, members: [{ name: 'Asha Rao' }] });
    const file = await serve('a.pdf');
    const { id } = await chat.member('Asha Rao').shares([file]);
    const ask = await signInToGraph(teams);
    const response = await ask(`/chats/${encodeURIComponent(chat.id)}/messages/${id}`);
    const { attachments } = (await response.json()) as { attachments: { contentUrl: string }[] };
    assert.equal(attachments[0]?.contentUrl, file.contentUrl);
    const user = teams.createUser({ endpoint: bot.endpoint });
    const { activity } = await user.says('hello');
    const personal = await ask(`/chats/${encodeURIComponent(user.conversation.id)}/messages/${activity.id}`);
    assert.equal(personal.status, 404);
  });

  it('hosts pasted images, and lists them without their bytes', async () => {
    const bytes = Buffer.from('not a png');
    const image = await teams.keepAttachment({ kind: 'bytes', bytes }, { type: 'image/png' });
    const { id, activity } = await channel.member('Asha Rao').pastes([image], 'look', { hidesImages: true });
    assert.deepEqual(
      activity.attachments?.map(({ contentType }) => contentType),
      ['text/html'],
    );
    const ask = await signInToGraph(teams);
    const message = `${messagesOf(channel)}/${id}`;
    const { value } = (await (await ask(`${message}/hostedContents`)).json()) as {
      value: { id: string; contentBytes: null }[];
    };
    assert.equal(value.length, 1);
    assert.equal(value[0]?.contentBytes, null);
    const { body } = (await (await ask(message)).json()) as { body: { content: string } };
    const [, src = ''] = /<img [^>]*src="([^"]+)"/.exec(body.content) ?? [];
    for (const path of [
      src.slice(`${teams.graphRoot}/v1.0`.length),
      `${message}/hostedContents/${encodeURIComponent(value[0]?.id ?? '')}/$value`,
    ]) {
      const response = await ask(path);
      assert.equal(response.headers.get('content-type'), 'image/png');
      assert.deepEqual(Buffer.from(await response.arrayBuffer()), bytes);
    }
    assert.equal((await ask(`${message}/hostedContents/x/$value`)).status, 404);
  });

  it('describes a shared file, and links to its bytes for a while', async () => {
    const file = await serve('Plan für Tor 4.pdf');
    const ask = await signInToGraph(teams);
    for (const url of [file.contentUrl, encodeURI(file.contentUrl), teams.sharingLink(file)]) {
      const response = await ask(`/shares/${shareToken(url)}/driveItem`);
      const item = (await response.json()) as Record<string, unknown>;
      assert.deepEqual(
        [item.name, item.size, item.file],
        ['Plan für Tor 4.pdf', 90, { mimeType: 'application/pdf' }],
      );
      const bytes = await fetch(String(item['@microsoft.graph.downloadUrl']));
      assert.equal((await bytes.arrayBuffer()).byteLength, 90);
    }
    const content = await ask(`/shares/${shareToken(file.contentUrl)}/driveItem/content`);
    assert.equal(content.status, 302);
    assert.equal((await fetch(content.headers.get('location') ?? '')).status, 200);
    assert.equal(file.requests, 4);
    teams.graph.linkLifeMs = 0;
    const late = await ask(`/shares/${shareToken(file.contentUrl)}/driveItem/content`);
    assert.equal((await fetch(late.headers.get('location') ?? '')).status, 403);
    assert.equal((await ask(`/shares/${shareToken('http://elsewhere/')}/driveItem`)).status, 403);
    assert.equal((await ask('/shares/x/driveItem')).status, 400);
  });

  it('lists the members of a team with their roles', async () => {
    const ask = await signInToGraph(teams);
    const response = await ask(`/teams/${team.aadGroupId}/members`);
    const { value } = (await response.json()) as { value: Record<string, unknown>[] };
    assert.deepEqual(
      value.map(({ displayName, roles, userId }) => [displayName, roles, userId]),
      [
        ['Asha Rao', ['owner'], channel.member('Asha Rao').person.aadObjectId],
        ['Mei Chen', [], channel.member('Mei Chen').person.aadObjectId],
        ['Guest', ['guest'], channel.member('Guest').person.aadObjectId],
      ],
    );
    assert.equal((await ask('/teams/nobody/members')).status, 404);
    team.hasConsent = false;
    assert.equal((await ask(`/teams/${team.aadGroupId}/members`)).status, 403);
  });

  it('reads messages with consent or a role, and files with a role alone', async () => {
    const file = await serve('a.pdf');
    const { id } = await channel.member('Asha Rao').shares([file]);
    const [message, share] = [
      `${messagesOf(channel)}/${id}`,
      `/shares/${shareToken(file.contentUrl)}/driveItem`,
    ];
    team.hasConsent = false;
    teams.graph.grant(['Sites.Read.All']);
    const older = await signInToGraph(teams);
    assert.deepEqual([(await older(message)).status, (await older(share)).status], [403, 200]);
    teams.graph.grant(['ChannelMessage.Read.All']);
    assert.deepEqual([(await older(message)).status, (await older(share)).status], [403, 403]);
    const newer = await signInToGraph(teams);
    assert.deepEqual([(await newer(message)).status, (await newer(share)).status], [200, 403]);
    assert.equal(await errorCode(await newer(share)), 'accessDenied');
    team.hasConsent = true;
    assert.equal((await older(message)).status, 200);
  });

  it('fails the calls it was told to fail, and counts all', async () => {
    const file = await serve('a.pdf');
    const { id } = await channel.member('Asha Rao').shares([file]);
    const [message, share] = [
      `${messagesOf(channel)}/${id}`,
      `/shares/${shareToken(file.contentUrl)}/driveItem`,
    ];
    const ask = await signInToGraph(teams);
    const { graph } = teams;
    graph.failNext('message', { kind: 'status', status: 503 });
    graph.failNext('message', { kind: 'throttle', retryAfterSeconds: 3 });
    graph.failNext('message', { kind: 'cut', afterBytes: 10 });
    assert.equal((await ask(message)).status, 503);
    const throttled = await ask(message);
    assert.deepEqual([throttled.status, throttled.headers.get('retry-after')], [429, '3']);
    await assert.rejects((await ask(message)).text());
    assert.equal((await ask(message)).status, 200);
    const dead = `http://${teams.host}/gone`;
    graph.failNext('share', { kind: 'redirect', to: dead }, 2);
    const item = (await (await ask(share)).json()) as Record<string, unknown>;
    assert.equal(item['@microsoft.graph.downloadUrl'], dead);
    assert.equal((await ask(`${share}/content`)).headers.get('location'), dead);
    assert.equal((await fetch(dead)).status, 403);
    graph.failNext('share', { kind: 'stall' }, Number.POSITIVE_INFINITY);
    await assert.rejects(ask(share, AbortSignal.timeout(50)), { name: 'TimeoutError' });
    graph.clearFaults();
    assert.equal((await ask(share)).status, 200);
    assert.deepEqual([graph.count('message'), graph.count('share'), graph.count('token')], [4, 4, 1]);
  });

  it('sees where each secret went', async () => {
    const ask = await signInToGraph(teams);
    const file = await serve('a.pdf');
    await ask(`/shares/${shareToken(file.contentUrl)}/driveItem`);
    await fetch(file.downloadUrl);
    const [login, graph, files] = teams.requests;
    assert.deepEqual([login?.to, graph?.to, files?.to], ['login', 'graph', 'files']);
    assert.match(graph?.authorization ?? '', /^Bearer ey/);
    assert.equal(files?.authorization, undefined);
  });
});
