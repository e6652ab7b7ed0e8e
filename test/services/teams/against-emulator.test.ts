import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import type { Channel } from '../../../emulators/teams/groups/channel.ts';
import type { GroupChat } from '../../../emulators/teams/groups/group-chat.ts';
import type { WrittenMessage } from '../../../emulators/teams/groups/group-member.ts';
import type { Team } from '../../../emulators/teams/groups/team.ts';
import { startTeamsEmulator, type TeamsEmulator } from '../../../emulators/teams/start-teams-emulator.ts';
import { download } from '../../../services/files/download.ts';
import { EgressPolicy } from '../../../services/files/egress/egress-policy.ts';
import type { FileLookup } from '../../../services/files/file-lookup.ts';
import type { SharedFile } from '../../../services/forwards/types.ts';
import { createTeamsServices, type TeamsServices } from '../../../services/teams/create-teams-services.ts';
import { EntraTokens } from '../../../services/teams/entra-tokens.ts';
import { unhurried } from './graph-stand-in.ts';

const APP = { appId: '99998888-7777-4666-8555-444433332222', secret: 'MARKED-secret' };

describe('files in Teams, asked of a whole stand-in', () => {
  let teams: TeamsEmulator;
  let services: TeamsServices;
  let egress: EgressPolicy;
  let team: Team;
  let channel: Channel;
  let chat: GroupChat;
  let contents: Buffer[];
  beforeEach(async () => {
    contents = [];
    teams = await startTeamsEmulator({ authentication: APP });
    egress = new EgressPolicy([teams.host]);
    const { issuerRoot, graphRoot, loginRoot, tenantId } = teams;
    const login = { clientId: APP.appId, clientSecret: APP.secret };
    const scope = 'https://api.botframework.com/.default';
    const botTokens = new EntraTokens({ ...login, loginRoot: issuerRoot, scope });
    services = createTeamsServices({
      graph: { ...login, root: graphRoot, loginRoot },
      egress,
      botTokens: { token: () => botTokens.get(tenantId) },
      lagWaitsMs: [],
    });
    const endpoint = async () => ({ status: 200, body: '', durationMs: 0 });
    const members = [{ name: 'Asha Rao', role: 'owner' }, { name: 'Mei Chen' }] as const;
    team = teams.createTeam({ name: 'Ops', endpoint, members });
    channel = team.createChannel('Night shift');
    chat = teams.createGroupChat({ endpoint, members });
  });
  afterEach(() => teams.close());

  const content = () => {
    const bytes = randomBytes(50_000);
    contents.push(bytes);
    return { kind: 'bytes', bytes } as const;
  };
  const serve = (name: string) => teams.serveFile(content(), { name });
  const paste = () => teams.keepAttachment(content(), { type: 'image/png' });
  const inChannel = ({ id }: WrittenMessage, rootId = id): FileLookup => ({
    kind: 'channelMessage',
    tenantId: teams.tenantId,
    serviceUrl: teams.serviceUrl,
    teamId: team.id,
    channelId: channel.id,
    rootId,
    messageId: id,
    withPictures: true,
  });
  const inChat = ({ id: messageId }: WrittenMessage) =>
    ({
      kind: 'chatMessage',
      tenantId: teams.tenantId,
      chatId: chat.id,
      messageId,
      withPictures: true,
    }) as const;
  const find = (lookup: FileLookup) => services.finder.find(lookup, unhurried());
  const fetch = (file: SharedFile | undefined) => {
    assert.ok(file && 'source' in file, JSON.stringify(file));
    const drain = async (bytes: AsyncIterable<Uint8Array>) => {
      for await (const _ of bytes);
    };
    return download(file.source, drain, {
      egress,
      access: services.access,
      maxBytes: 1_000_000,
      stallTimeoutMs: 5_000,
      signal: unhurried(),
      onDeclaredSize: async () => {},
    });
  };
  const fetchAll = async (lookup: FileLookup) => {
    const found = await find(lookup);
    const hashes: string[] = [];
    for (const file of found) hashes.push((await fetch(file)).sha256);
    return { names: found.map(({ name }) => name), hashes };
  };
  const hashesOfContents = () => contents.map((bytes) => createHash('sha256').update(bytes).digest('hex'));

  it('come from a post and a reply in a channel, each token only where it belongs', async () => {
    const post = await channel.member('Asha Rao').writes({
      text: 'the plans',
      files: [await serve('plan.pdf'), await serve('a photo.jpg')],
      images: [await paste(), await paste()],
    });
    const names = ['plan.pdf', 'a photo.jpg', 'Pasted picture', 'Pasted picture 2'];
    assert.deepEqual(await fetchAll(inChannel(post)), { names, hashes: hashesOfContents() });
    contents = [];
    const reply = await channel.member('Mei Chen').writes({
      text: 'more',
      files: [await serve('more.docx')],
      images: [await paste()],
      inReplyTo: post.id,
    });
    assert.deepEqual(await fetchAll(inChannel(reply, post.id)), {
      names: ['more.docx', 'Pasted picture'],
      hashes: hashesOfContents(),
    });
    const tokensTo = (...places: string[]) =>
      new Set(
        teams.requests.flatMap(({ to, authorization }) => (places.includes(to) ? [authorization] : [])),
      );
    assert.deepEqual(tokensTo('files', 'login', 'bot'), new Set([undefined]));
    const ofConnector = tokensTo('connector');
    assert.ok([...tokensTo('graph')].every((token) => !ofConnector.has(token)));
    assert.equal(teams.graph.count('token'), 1);
  });

  it('come from a group chat', async () => {
    const files = [await serve('one.mp4'), await serve('two.png')];
    const message = await chat.member('Mei Chen').writes({ text: '', files, hidesFiles: true });
    assert.deepEqual(await fetchAll(inChat(message)), {
      names: ['one.mp4', 'two.png'],
      hashes: hashesOfContents(),
    });
  });

  it('come from the connector in a personal chat', async () => {
    const kept = await teams.keepAttachment(content(), { type: 'application/pdf', name: 'plan.pdf' });
    const { serviceUrl } = teams;
    const lookup: FileLookup = { kind: 'connectorAttachments', serviceUrl, ids: [kept.id, 'unknown'] };
    const [file, unknown] = await find(lookup);
    assert.equal((await fetch(file)).sha256, hashesOfContents()[0]);
    assert.ok(unknown && 'refusal' in unknown && unknown.refusal.code === 'connector.missing');
  });

  it('come by a sharing link, which gives a page to whoever does not sign in', async () => {
    const file = await serve('photo.jpg');
    const url = teams.sharingLink(file);
    const share = { tenantId: teams.tenantId, url };
    const shared = {
      name: 'photo.jpg',
      kind: 'image',
      source: { kind: 'teamsDownload', url, share },
    } as const;
    assert.equal((await fetch(shared)).sha256, hashesOfContents()[0]);
  });

  it('are none of a message that was deleted', async () => {
    const message = await chat.member('Mei Chen').shares([await serve('one.pdf')]);
    await chat.member('Mei Chen').deletes(message);
    assert.deepEqual(await find(inChat(message)), []);
  });

  describe('when Graph refuses', () => {
    const sharedFile = async () => {
      const message = await chat.member('Mei Chen').shares([await serve('one.pdf')]);
      return (await find(inChat(message)))[0];
    };

    it('name the permission that the bot lacks for files', async () => {
      teams.graph.grant([]);
      const file = await sharedFile();
      await assert.rejects(fetch(file), { code: 'graph.consent.files', message: /Files\.Read\.All/ });
    });

    it('name the permission that the bot lacks for messages', async () => {
      team.hasConsent = false;
      chat.hasConsent = false;
      const post = await channel.member('Mei Chen').shares([await serve('one.pdf')]);
      const message = await chat.member('Mei Chen').shares([await serve('two.pdf')]);
      await assert.rejects(find(inChannel(post)), { message: /ChannelMessage\.Read\.Group/ });
      await assert.rejects(find(inChat(message)), { message: /ChatMessage\.Read\.Chat/ });
      assert.equal(await services.hasMessageAccess(inChat(message), unhurried()), 'no');
      chat.hasConsent = true;
      assert.equal(await services.hasMessageAccess(inChat(message), unhurried()), 'yes');
    });

    it('tell a missing permission from a missing file', async () => {
      const url = `http://${teams.host}/sites/Ops/gone.pdf`;
      const source = { kind: 'graphShare', tenantId: teams.tenantId, url } as const;
      await assert.rejects(fetch({ name: 'gone.pdf', kind: 'document', source }), { code: 'graph.missing' });
    });

    it('come with a new token in place of one that has become worthless', async () => {
      const file = await sharedFile();
      teams.graph.expireTokens();
      assert.equal((await fetch(file)).sha256, hashesOfContents()[0]);
    });

    it('come by another link if the first one is dead, and else say that it has expired', async () => {
      const file = await sharedFile();
      const dead = `http://${teams.host}/dead?tempauth=MARKED`;
      teams.graph.failNext('share', { kind: 'redirect', to: dead });
      assert.equal((await fetch(file)).sha256, hashesOfContents()[0]);
      teams.graph.failNext('share', { kind: 'redirect', to: dead }, 2);
      await assert.rejects(fetch(file), { code: 'download.expired' });
    });

    it('are waited for as long as it asks', async () => {
      const file = await sharedFile();
      teams.graph.failNext('share', { kind: 'throttle', retryAfterSeconds: 9 });
      await assert.rejects(fetch(file), {
        code: 'graph.throttled',
        recovery: { action: 'retry', afterMs: 9000, throttled: true },
      });
    });
  });

  it('belong to teams whose owners the roster names', async () => {
    const [asha, mei] = channel.members;
    assert.ok(asha && mei);
    const isOwner = ({ id: userId, aadObjectId }: typeof asha) =>
      services.isTeamOwner(
        {
          serviceUrl: teams.serviceUrl,
          teamId: team.id,
          tenantId: teams.tenantId,
          conversationId: channel.id,
          userId,
          aadObjectId,
        },
        unhurried(),
      );
    assert.equal(await isOwner(asha), 'yes');
    assert.equal(await isOwner(mei), 'no');
    teams.failNext('roster', { kind: 'status', status: 503 }, 2);
    assert.deepEqual([await isOwner(asha), await isOwner(mei)], ['yes', 'no']);
    team.hasConsent = false;
    assert.equal(await isOwner(mei), 'unknown');
  });
});
