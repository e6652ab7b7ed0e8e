import assert from 'node:assert/strict';
import { BridgeError } from '../../../services/errors.ts';
import { EgressPolicy } from '../../../services/files/egress/egress-policy.ts';
import type { FileLookup } from '../../../services/files/file-lookup.ts';
import { createTeamsServices } from '../../../services/teams/create-teams-services.ts';
import { BOT_TOKEN, GraphStandIn, TENANT, unhurried } from './graph-stand-in.ts';

const GROUP = '5f5f5f5f-2222-4222-8222-5f5f5f5f5f5f';
const TEAM = '19:tm56@thread.tacv2';
const CHANNEL = '19:ab12cd34@thread.tacv2';
const ROOT = `/teams/${GROUP}/channels/${encodeURIComponent(CHANNEL)}/messages/1766459963017`;
const CHAT = `/chats/${encodeURIComponent('19:77aa@thread.v2')}/messages/1766460200001`;
const SITE = 'https://contoso.sharepoint.com/sites/Ops/Shared Documents/General';
const TEAM_ROUTE = `GET /v3/teams/${encodeURIComponent(TEAM)}`;

const chatMessage: FileLookup = {
  kind: 'chatMessage',
  tenantId: TENANT,
  chatId: '19:77aa@thread.v2',
  messageId: '1766460200001',
  withPictures: false,
};
const reference = (id: string, name: string | null, contentUrl: string | null) => ({
  id,
  contentType: 'reference',
  contentUrl,
  content: null,
  name,
  thumbnailUrl: null,
});

describe('the files of a message', () => {
  let teams: GraphStandIn;
  beforeEach(async () => {
    teams = await GraphStandIn.start();
    teams.connector.script(TEAM_ROUTE, { body: { id: TEAM, name: 'Ops', aadGroupId: GROUP } });
  });
  afterEach(() => teams.close());

  const channelMessage = (
    changes: Partial<Extract<FileLookup, { kind: 'channelMessage' }>> = {},
  ): FileLookup => ({
    kind: 'channelMessage',
    tenantId: TENANT,
    serviceUrl: `${teams.connector.url}/in/`,
    teamId: TEAM,
    channelId: CHANNEL,
    rootId: '1766459963017',
    messageId: '1766459963017',
    withPictures: false,
    ...changes,
  });
  const find = (lookup: FileLookup) => teams.services.finder.find(lookup, unhurried());
  const message = (...attachments: unknown[]) => ({ body: { id: '1', attachments } });

  it('of a channel are asked of Graph by the group that the connector names, once', async () => {
    teams.connector.script(`GET /in/v3/teams/${encodeURIComponent(TEAM)}`, { body: { aadGroupId: GROUP } });
    teams.answer(ROOT, message(reference('g1', 'plan.pdf', `${SITE}/plan.pdf`)));
    const found = await find(channelMessage());
    assert.deepEqual(found, [
      {
        name: 'plan.pdf',
        kind: 'document',
        source: { kind: 'graphShare', tenantId: TENANT, url: `${SITE}/plan.pdf` },
      },
    ]);
    await find(channelMessage());
    assert.deepEqual(
      teams.connector.requests.map(({ headers }) => headers.authorization),
      [`Bearer ${BOT_TOKEN}`],
    );
    assert.deepEqual(
      teams.asked(ROOT).map(({ headers }) => headers.authorization),
      [`Bearer ${teams.token}`, `Bearer ${teams.token}`],
    );
  });

  it('of a reply are asked for below the thread', async () => {
    teams.answer(`${ROOT}/replies/17664600000`, message(reference('g1', 'a.pdf', `${SITE}/a.pdf`)));
    const lookup = channelMessage({ messageId: '17664600000', serviceUrl: teams.connector.url });
    assert.equal((await find(lookup)).length, 1);
  });

  it('come in order, by the name or else the end of the link, and without what is no file', async () => {
    teams.answer(
      CHAT,
      message(
        reference('1', 'b.jpg', `${SITE}/b.jpg`),
        { id: 'q', contentType: 'messageReference', content: '{}' },
        { contentType: 'application/vnd.microsoft.card.adaptive', content: '{}' },
        { contentType: 'application/vnd.microsoft.card.codesnippet', content: '{}' },
        null,
        'nonsense',
        reference('2', null, `${SITE}/a%20plan.pdf?web=1`),
        reference('3', '../../evil/c.docx', `${SITE}/c.docx`),
        reference('4', 'run.exe', `${SITE}/run.exe`),
        reference('5', 'gone.pdf', null),
      ),
    );
    const found = await find(chatMessage);
    assert.deepEqual(
      found.map((file) => [file.name, 'refusal' in file ? file.refusal.code : file.kind]),
      [
        ['b.jpg', 'image'],
        ['a plan.pdf', 'document'],
        ['c.docx', 'document'],
        ['run.exe', 'file.type'],
        ['gone.pdf', 'file.noLink'],
      ],
    );
  });

  it('are none if it was deleted, or has nothing', async () => {
    teams.answer(CHAT, {
      body: { deletedDateTime: '2026-01-05T09:00:01Z', attachments: [reference('1', 'a.pdf', SITE)] },
    });
    assert.deepEqual(await find(chatMessage), []);
    teams.answer(CHAT, { body: {} });
    assert.deepEqual(await find(chatMessage), []);
  });

  it('are with its pictures, as they stand in the text, if these are wanted', async () => {
    const picture = (id: string) =>
      `<img src="https://graph.microsoft.com/v1.0/x/hostedContents/${id}/$value">`;
    const html = `<div>${picture('aW1nMg')}<attachment id="g1"></attachment>${picture('aW1nMQ')}</div>`;
    teams.answer(CHAT, {
      body: {
        body: { contentType: 'html', content: html },
        attachments: [
          reference('g1', 'plan.pdf', `${SITE}/plan.pdf`),
          {
            contentType: 'application/vnd.microsoft.card.codesnippet',
            content: '{"codeSnippetUrl":"https://graph.microsoft.com/x/hostedContents/Y29kZQ/$value"}',
          },
        ],
      },
    });
    teams.answer(`${CHAT}/hostedContents`, {
      body: {
        value: [
          { id: 'aW1nMQ', contentBytes: null, contentType: 'image/png' },
          { id: 'Y29kZQ', contentBytes: null, contentType: null },
          { id: 'bGFzdA', contentBytes: null, contentType: null },
          { id: 'dmlkZW8', contentBytes: null, contentType: 'video/mp4' },
          { id: 'aW1nMg', contentBytes: null, contentType: null },
        ],
      },
    });
    const source = (id: string) => ({
      kind: 'graphHostedContent',
      tenantId: TENANT,
      path: `${CHAT}/hostedContents/${id}/$value`,
    });
    assert.deepEqual(await find({ ...chatMessage, withPictures: true }), [
      { name: 'Pasted picture', kind: 'image', source: source('aW1nMg') },
      {
        name: 'plan.pdf',
        kind: 'document',
        source: { kind: 'graphShare', tenantId: TENANT, url: `${SITE}/plan.pdf` },
      },
      { name: 'Pasted picture 2', kind: 'image', source: source('aW1nMQ') },
      { name: 'Pasted picture 3', kind: 'image', source: source('bGFzdA') },
    ]);
    assert.equal((await find(chatMessage)).length, 1);
  });

  it('are asked for without its pictures if its text shows none', async () => {
    teams.answer(CHAT, message(reference('1', 'a.pdf', `${SITE}/a.pdf`)));
    assert.equal((await find({ ...chatMessage, withPictures: true })).length, 1);
    assert.equal(teams.asked(`${CHAT}/hostedContents`).length, 0);
  });

  it('are waited for while Graph does not know it yet', async () => {
    teams.answer(CHAT, { status: 404 }, { status: 404 }, message(reference('1', 'a.pdf', `${SITE}/a.pdf`)));
    assert.equal((await find(chatMessage)).length, 1);
  });

  it('are given up if Graph does not come to know it', async () => {
    await assert.rejects(find(chatMessage), { code: 'graph.missing' });
    assert.equal(teams.asked(CHAT).length, 3);
  });

  it('need a permission that the error names', async () => {
    teams.answer(CHAT, { status: 403 });
    await assert.rejects(find(chatMessage), {
      code: 'graph.consent.messages',
      message: /ChatMessage\.Read\.Chat/,
    });
    teams.answer(ROOT, { status: 403 });
    await assert.rejects(find(channelMessage({ serviceUrl: teams.connector.url })), {
      code: 'graph.consent.messages',
      message: /ChannelMessage\.Read\.Group.*ChannelMessage\.Read\.All.*personal chat/,
    });
  });

  it('that the connector keeps are found by what it tells about them', async () => {
    const describe = (id: string, reply: object) =>
      teams.connector.script(`GET /v3/attachments/${id}`, reply);
    describe('a', { body: { name: 'plan.pdf', type: 'application/pdf', views: [] } });
    describe('b', { body: { name: 'original', type: 'image/png' } });
    describe('c', { body: { name: 'report', type: 'application/pdf' } });
    describe('d', { status: 404 });
    describe('e', { body: { type: 'image/jpeg' } });
    const serviceUrl = `${teams.connector.url}/`;
    const found = await find({ kind: 'connectorAttachments', serviceUrl, ids: ['a', 'b', 'c', 'd', 'e'] });
    assert.deepEqual(
      found.map((file) => [file.name, 'refusal' in file ? file.refusal.code : file.source]),
      [
        ['plan.pdf', 'a'],
        ['Pasted picture', 'b'],
        ['report.pdf', 'c'],
        ['Attachment', 'connector.missing'],
        ['Pasted picture 2', 'e'],
      ].map(([name = '', id = '']) => [
        name,
        id.includes('.')
          ? id
          : {
              kind: 'connectorAttachment',
              url: `${teams.connector.url}/v3/attachments/${id}`,
              serviceUrl,
            },
      ]),
    );
  });

  it('are asked for again later if the connector has trouble', async () => {
    teams.connector.script('GET /v3/attachments/a', { status: 503, headers: { 'retry-after': '5' } });
    const failure = await find({
      kind: 'connectorAttachments',
      serviceUrl: teams.connector.url,
      ids: ['a'],
    }).catch((error: unknown) => error);
    assert.ok(failure instanceof BridgeError);
    assert.deepEqual(failure.recovery, { action: 'retry', afterMs: 5000 });
  });

  it('can’t be had without access to Graph, which the error says', async () => {
    const { finder } = createTeamsServices({
      egress: new EgressPolicy([]),
      botTokens: { token: async () => undefined },
    });
    await assert.rejects(finder.find(chatMessage, unhurried()), {
      code: 'download.noGraph',
      message: /no access to Microsoft Graph.*personal chat/,
    });
  });

  it('end being asked for when that is called off', async () => {
    teams.answer(CHAT, () => {});
    const controller = new AbortController();
    const finding = teams.services.finder.find(chatMessage, controller.signal);
    setTimeout(() => controller.abort(new Error('stopped')), 50);
    await assert.rejects(finding, /stopped/);
  });
});
