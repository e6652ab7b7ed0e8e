import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder';
import fc from 'fast-check';
import { readMessage } from '../../../bot/channels/read-message.ts';
import { fileAttachments } from '../../../emulators/teams/user/file-attachments.ts';
import {
  audioCard,
  cloudFile,
  codeSnippet,
  malformedFiles,
  quotedMessage,
  recordedClip,
  referenceOnly,
  sparseFile,
  voiceNote,
} from '../../../emulators/teams/user/odd-attachments.ts';

const SERVICE_URL = 'https://smba.trafficmanager.net/in/0a0a0a0a-1111-4111-8111-0a0a0a0a0a0a/';
const FILE = {
  name: 'plan.pdf',
  fileType: 'pdf',
  uniqueId: '1150D938-8870-4044-9F2C-5BBDEBB70C9D',
  contentUrl: 'https://contoso-my.sharepoint.com/personal/asha/Documents/plan.pdf',
  downloadUrl: 'https://contoso-my.sharepoint.com/personal/asha/_layouts/15/download.aspx?tempauth=x',
};
const SHARE = { tenantId: 'tenant', url: FILE.contentUrl };
const DOWNLOAD = {
  name: 'plan.pdf',
  kind: 'document',
  source: { kind: 'teamsDownload', url: FILE.downloadUrl, share: SHARE },
};
const TAG = '<div><attachment id="a1b2"></attachment></div>';
const MENTION = { type: 'mention', text: '<at>Bot</at>', mentioned: { id: '28:bot' } };

/** An activity as it comes from outside, whatever it holds. */
const read = (fields: Record<string, unknown>) =>
  readMessage({
    type: 'message',
    id: '1766460000001',
    channelId: 'msteams',
    serviceUrl: SERVICE_URL,
    from: { id: '29:asha' },
    recipient: { id: '28:bot' },
    conversation: { conversationType: 'personal', tenantId: 'tenant', id: 'a:1' },
    ...fields,
  } as unknown as Activity);
const html = (content: string) => ({ contentType: 'text/html', content });
const refusalsOf = (fields: Record<string, unknown>) =>
  read(fields).files.map((file) => [file.name, 'refusal' in file ? file.refusal.code : 'goes']);

const CHANNEL = {
  conversation: {
    conversationType: 'channel',
    tenantId: 'tenant',
    id: '19:ab@thread.tacv2;messageid=1766459963017',
  },
  channelData: { teamsTeamId: '19:tm@thread.tacv2', tenant: { id: 'tenant' } },
};
const CHAT = {
  conversation: { conversationType: 'groupChat', tenantId: 'tenant', id: '19:77@thread.v2' },
};

describe('reading a message in a personal chat', () => {
  it('finds uploads in their order, with the way round for a link that is one for browsers', () => {
    const other = { ...FILE, name: 'b.mp4', uniqueId: 'other' };
    assert.deepEqual(read({ attachments: fileAttachments([FILE, other], 'two') }), {
      files: [DOWNLOAD, { ...DOWNLOAD, name: 'b.mp4', kind: 'video' }],
      namesFiles: false,
    });
  });

  it('knows no way round where the tenant is not told', () => {
    const { files } = read({ attachments: fileAttachments([FILE], ''), conversation: { id: 'a:1' } });
    assert.deepEqual(files, [{ ...DOWNLOAD, source: { kind: 'teamsDownload', url: FILE.downloadUrl } }]);
  });

  for (const content of [null, {}] as const) {
    it(`reaches a file from the cloud whose content is ${JSON.stringify(content)} by its link`, () => {
      assert.deepEqual(read({ attachments: [cloudFile(FILE, content)] }).files, [
        { name: 'plan.pdf', kind: 'document', source: { kind: 'graphShare', ...SHARE } },
      ]);
    });
  }

  it('takes a file without its id or its type', () => {
    const bare = { ...sparseFile(FILE, ['uniqueId', 'fileType']) };
    const message = read({ attachments: [bare, html(`<attachment id="${FILE.uniqueId}"></attachment>`)] });
    assert.deepEqual(message, { files: [DOWNLOAD], namesFiles: false });
  });

  it('asks the connector for files that only the HTML names', () => {
    assert.deepEqual(read({ attachments: referenceOnly({ id: 'k1' }) }), {
      files: [],
      lookup: { kind: 'connectorAttachments', serviceUrl: SERVICE_URL, ids: ['k1'] },
      namesFiles: true,
    });
  });

  for (const [what, item] of Object.entries(malformedFiles(FILE))) {
    it(`has an answer for an item of which ${what}, and takes its neighbour`, () => {
      const neighbour = fileAttachments([{ ...FILE, uniqueId: 'n' }], '');
      const { files } = read({ attachments: [item, ...neighbour] });
      assert.equal(files.length, 2);
      assert.deepEqual(files[1], DOWNLOAD);
    });
  }

  for (const attachments of ['x', 7, { contentType: 'application/x' }, [null, 'x', 7, [], {}]]) {
    it(`refuses attachments such as ${JSON.stringify(attachments)}`, () => {
      const all = refusalsOf({ attachments });
      assert.equal(all.length, Array.isArray(attachments) ? 5 : 1);
      assert.ok(all.every(([, code]) => code === 'file.kind'));
    });
  }

  it('cuts a name of any length before its extension', () => {
    const long = { ...FILE, name: `${'x'.repeat(70_000)}.pdf` };
    assert.match(read({ attachments: fileAttachments([long], '') }).files[0]?.name ?? '', /^x{996}\.pdf$/);
  });

  it('finds pasted pictures, at the connector’s own address alone', () => {
    const at = (url: unknown, more: object = {}) => ({ contentType: 'image/*', contentUrl: url, ...more });
    const { files } = read({
      attachments: [
        at(`${SERVICE_URL}v3/attachments/1/views/original`),
        at(`${SERVICE_URL}v3/attachments/2`, { contentType: 'image/png' }),
        at(`${SERVICE_URL}v3/attachments/3/views/original`, { name: 'site.png' }),
        at('https://evil.example.com/v3/attachments/4/views/original'),
        at(`${SERVICE_URL.replace('https', 'http')}v3/attachments/5/views/original`),
        at('https://user:word@smba.trafficmanager.net/v3/attachments/6/views/original'),
        at(null),
        html('<p><img src="https://statics.teams.cdn.office.net/smile.png"></p>'),
      ],
    });
    const source = (path: string) => ({
      kind: 'connectorAttachment',
      url: `${SERVICE_URL}v3/attachments/${path}`,
      serviceUrl: SERVICE_URL,
    });
    assert.deepEqual(files.slice(0, 3), [
      { name: 'Pasted picture', kind: 'image', source: source('1/views/original') },
      { name: 'Pasted picture 2', kind: 'image', source: { ...source('2'), mediaType: 'image/png' } },
      { name: 'site.png', kind: 'image', source: source('3/views/original') },
    ]);
    assert.deepEqual(
      files.slice(3).map((file) => 'refusal' in file && file.refusal.code),
      Array(4).fill('file.pasted'),
    );
  });

  for (const [what, attachments, name] of [
    ['a voice note', voiceNote(), 'Voice message'],
    ['a recorded clip', recordedClip(), 'Recorded clip'],
    ['a voice message of the mobile client', audioCard(), 'Voice message'],
  ] as const) {
    it(`says of ${what} what works instead`, () => {
      assert.deepEqual(refusalsOf({ attachments }), [[name, 'file.recording']]);
    });
  }

  it('lets cards, code and quotes pass beside other things, and explains itself where there are none', () => {
    const parts = [codeSnippet(), quotedMessage('1'), { contentType: 'application/vnd.microsoft.card.hero' }];
    assert.deepEqual(refusalsOf({ attachments: parts, text: 'look' }), []);
    assert.deepEqual(read({ attachments: [...parts, ...fileAttachments([FILE], '')] }).files, [DOWNLOAD]);
    assert.deepEqual(refusalsOf({ attachments: parts }), [['Attachment', 'file.kind']]);
  });
});

describe('reading a message among others', () => {
  const inChannel = {
    kind: 'channelMessage',
    tenantId: 'tenant',
    serviceUrl: SERVICE_URL,
    teamId: '19:tm@thread.tacv2',
    channelId: '19:ab@thread.tacv2',
    rootId: '1766459963017',
    messageId: '1766460000001',
    withPictures: true,
  };

  it('asks Teams for the files of a message in a channel, whether its HTML names them or not', () => {
    const named = read({ ...CHANNEL, attachments: [html(TAG)] });
    assert.deepEqual(named, { files: [], lookup: inChannel, namesFiles: true });
    const unnamed = read({ ...CHANNEL, attachments: [html('<p>send this</p>')] });
    assert.deepEqual(unnamed, { files: [], lookup: inChannel, namesFiles: false });
    const post = read({
      conversation: { ...CHANNEL.conversation, id: '19:ab@thread.tacv2' },
      channelData: { team: { id: '19:tm@thread.tacv2' } },
      attachments: [html(TAG)],
    });
    assert.deepEqual(post.lookup, { ...inChannel, rootId: '1766460000001' });
  });

  it('asks Teams for the files of a message in a group chat', () => {
    assert.deepEqual(read({ ...CHAT, attachments: [html(TAG)] }).lookup, {
      kind: 'chatMessage',
      tenantId: 'tenant',
      chatId: '19:77@thread.v2',
      messageId: '1766460000001',
      withPictures: true,
    });
  });

  it('does not ask for pictures that came along, nor for files that did', () => {
    const contentUrl = `${SERVICE_URL}v3/attachments/1/views/original`;
    const pasted = read({
      ...CHAT,
      attachments: [{ contentType: 'image/png', contentUrl }, html('<p></p>')],
    });
    assert.deepEqual([pasted.files.length, pasted.lookup?.kind], [1, 'chatMessage']);
    assert.ok(pasted.lookup && 'withPictures' in pasted.lookup && !pasted.lookup.withPictures);
    const carried = read({ ...CHAT, attachments: fileAttachments([FILE], '') });
    assert.deepEqual(carried, { files: [DOWNLOAD], namesFiles: false });
  });

  it('refuses files that it can’t ask for, as the team is not told', () => {
    const homeless = { ...CHANNEL, channelData: {}, entities: [MENTION] };
    assert.deepEqual(refusalsOf({ ...homeless, attachments: [html(TAG)] }), [['A file', 'file.noLink']]);
    assert.deepEqual(refusalsOf({ ...homeless, attachments: [html('<p>hello</p>')] }), []);
  });

  for (const contentType of [
    'forwardedMessageReference',
    'messageReference',
    'meetingReference',
    'application/vnd.microsoft.card.adaptive',
    'application/vnd.microsoft.teams.messaging-announcementBanner',
    'application/json',
    'image/gif',
  ]) {
    it(`leaves alone what people show each other as ${contentType}`, () => {
      const shown = { contentType, contentUrl: 'https://media.example.com/x.gif', content: '{}' };
      assert.deepEqual(refusalsOf({ ...CHANNEL, text: 'look', attachments: [shown] }), []);
    });
  }

  it('says of what it can’t forward why, if it is spoken to', () => {
    const shown = [
      { contentType: 'application/json', name: 'a.json' },
      { contentType: 'image/gif', contentUrl: 'https://media.example.com/x.gif' },
    ];
    assert.deepEqual(refusalsOf({ ...CHANNEL, entities: [MENTION], attachments: shown }), [
      ['a.json', 'file.kind'],
      ['Pasted picture', 'file.pasted'],
    ]);
  });

  it('takes a message that is quoted for no file', () => {
    const quote = html('<attachment id="1766459963017"></attachment><p>yes</p>');
    assert.equal(read({ ...CHANNEL, attachments: [quote] }).namesFiles, false);
  });

  it('says of a voice note what works instead, and looks for more only where more is named', () => {
    const { files, lookup } = read({ ...CHANNEL, text: null, attachments: voiceNote() });
    assert.deepEqual([files[0]?.name, lookup], ['Voice message', undefined]);
    const named = html('<attachment id="a1b2c3d4-0000-4000-8000-000000000001"></attachment>');
    const more = read({ ...CHANNEL, text: null, attachments: [...voiceNote(), named] });
    assert.equal(more.lookup?.kind, 'channelMessage');
  });
});

describe('reading a message of any kind', () => {
  const odd = fc.oneof(
    fc.constantFrom(null, undefined, '', 'x', 0, -1, [], {}, true),
    fc.constantFrom(FILE.downloadUrl, FILE.contentUrl, SERVICE_URL, 'http://[', 'image/*', 'text/html'),
    fc.constantFrom('application/vnd.microsoft.teams.file.download.info', TAG, 'personal', 'channel'),
    fc.string({ maxLength: 40 }),
  );
  const content = fc.record(
    { downloadUrl: odd, uniqueId: odd, fileType: odd, fileName: odd },
    { requiredKeys: [] },
  );
  const attachment = fc.record(
    { id: odd, contentType: odd, contentUrl: odd, name: odd, content: fc.oneof(odd, content) },
    { requiredKeys: [] },
  );
  const activity = fc.record(
    {
      id: odd,
      text: fc.constantFrom(null, undefined, '', 'x'),
      serviceUrl: odd,
      entities: fc.oneof(odd, fc.array(odd), fc.constant([MENTION])),
      conversation: fc.record({ id: odd, conversationType: odd, tenantId: odd }, { requiredKeys: [] }),
      channelData: fc.oneof(odd, fc.record({ teamsTeamId: odd, team: odd, tenant: odd })),
      attachments: fc.oneof(odd, fc.array(fc.oneof(odd, attachment), { maxLength: 6 })),
    },
    { requiredKeys: [] },
  );

  it('never throws, and gives every file a name', () => {
    fc.assert(
      fc.property(activity, (fields) => {
        for (const file of read(fields).files) assert.ok(file.name.length > 0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('has nothing looked up that another channel than Teams names', () => {
    const channelId = 'directline';
    const link = {
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      name: 'a.xlsx',
      contentUrl: FILE.contentUrl,
    };
    assert.deepEqual(refusalsOf({ channelId, attachments: [link] }), [['a.xlsx', 'file.noLink']]);
    assert.deepEqual(refusalsOf({ channelId, attachments: [html(TAG)] }), [['A file', 'file.noLink']]);
    for (const place of [CHANNEL, CHAT]) {
      assert.equal(read({ ...place, channelId, attachments: [html(TAG)] }).lookup, undefined);
    }
  });

  it('takes no more time than its length', () => {
    for (const piece of [
      '<attachment id="',
      '<span ',
      '<',
      'a',
      '<a b="',
      '">',
      ' itemtype=',
      '<attachment/',
    ]) {
      const long = piece.repeat(Math.ceil(1_000_000 / piece.length));
      const before = performance.now();
      read({ ...CHANNEL, attachments: [html(long)] });
      assert.ok(performance.now() - before < 2_000, piece);
    }
  });
});
