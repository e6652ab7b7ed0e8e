import assert from 'node:assert/strict';
import type { ServedFile } from '../../../emulators/teams/files/file-host.ts';
import { startTeamsEmulator, type TeamsEmulator } from '../../../emulators/teams/start-teams-emulator.ts';
import {
  audioCard,
  cloudFile,
  codeSnippet,
  malformedFiles,
  quotedMessage,
  recordedClip,
  referenceOnly,
  sharingLinkFile,
  sparseFile,
  voiceNote,
} from '../../../emulators/teams/user/odd-attachments.ts';
import type { TeamsUser } from '../../../emulators/teams/user/teams-user.ts';
import { type StubBot, startStubBot } from './stub-bot.ts';

describe('what a Teams user can share besides plain files', () => {
  let teams: TeamsEmulator;
  let bot: StubBot;
  let user: TeamsUser;
  let file: ServedFile;

  beforeEach(async () => {
    teams = await startTeamsEmulator();
    bot = await startStubBot();
    user = teams.createUser({ endpoint: bot.endpoint });
    file = await teams.serveFile({ kind: 'generated', size: 5 }, { name: 'a.jpg' });
  });

  afterEach(async () => {
    await bot.close();
    await teams.close();
  });

  const info = 'application/vnd.microsoft.teams.file.download.info';

  it('shares from iOS by a link that wants a browser', async () => {
    const link = teams.sharingLink(file);
    const { activity } = await user.attaches([sharingLinkFile(file, link)], 'look');
    assert.equal(activity.text, 'look');
    assert.deepEqual(activity.attachments, [
      {
        contentType: info,
        contentUrl: link,
        name: 'a.jpg',
        content: { downloadUrl: link, uniqueId: file.uniqueId, fileType: 'jpg' },
      },
    ]);
    assert.match(link, /\/:i:\/g\/personal\/asha_contoso_com\/E[\w-]+$/);
    const page = await fetch(link);
    assert.equal(page.status, 200);
    assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
    assert.throws(() => teams.sharingLink({ contentUrl: 'http://elsewhere/' }), /No file lies there/);
  });

  it('attaches from the cloud without a download url', async () => {
    const { activity } = await user.attaches([cloudFile(file, null), cloudFile(file, {})]);
    const common = { contentType: info, contentUrl: file.contentUrl, name: 'a.jpg' };
    assert.deepEqual(activity.attachments, [
      { ...common, content: null },
      { ...common, content: {} },
    ]);
  });

  it('shares by a reference in the HTML alone', async () => {
    const kept = await teams.keepAttachment(
      { kind: 'generated', size: 5 },
      { type: 'application/pdf', name: 'plan.pdf' },
    );
    const { activity } = await user.attaches(referenceOnly(kept));
    assert.deepEqual(activity.attachments, [
      { contentType: 'text/html', content: `<div><attachment id="${kept.id}"></attachment></div>` },
    ]);
    const about = await fetch(`${teams.serviceUrl}v3/attachments/${kept.id}`);
    assert.equal(((await about.json()) as { name: string }).name, 'plan.pdf');
  });

  it('leaves away what need not be there', async () => {
    const { activity } = await user.attaches([
      sparseFile(file, ['uniqueId']),
      sparseFile(file, ['uniqueId', 'fileType']),
    ]);
    assert.deepEqual(
      activity.attachments?.map(({ content }) => content),
      [{ downloadUrl: file.downloadUrl, fileType: 'jpg' }, { downloadUrl: file.downloadUrl }],
    );
  });

  it('sends items that can be no file', async () => {
    const items = Object.values(malformedFiles(file));
    await user.says('', { attachments: items });
    assert.deepEqual((bot.received[0] as { attachments: unknown }).attachments, items);
    assert.equal(items.length, 6);
  });

  it('sends what has no bytes for a bot', async () => {
    const spoken = await user.attaches(voiceNote(), '', { text: null });
    assert.equal(spoken.activity.text, null);
    assert.match(String(spoken.activity.attachments?.[0]?.content), /InputExtension/);
    const clip = await user.attaches(recordedClip());
    assert.match(String(clip.activity.attachments?.[0]?.content), /AMSVideo/);
    const audio = await user.attaches(audioCard());
    assert.deepEqual(JSON.parse(String(audio.activity.attachments?.[0]?.content)).duration, 'PT13S');
    const cards = await user.attaches([codeSnippet(), quotedMessage('1')]);
    assert.deepEqual(
      cards.activity.attachments?.map(({ contentType }) => contentType),
      ['application/vnd.microsoft.card.codesnippet', 'messageReference'],
    );
  });

  it('edits and deletes what was shared', async () => {
    const { activity } = await user.shares([file], 'tow');
    const edited = await user.edits(activity, 'two');
    assert.deepEqual(
      [edited.activity.type, edited.activity.id, edited.activity.text],
      ['messageUpdate', activity.id, 'two'],
    );
    assert.match(String(edited.activity.attachments?.[1]?.content), /^<div><p>two<\/p><attachment/);
    const deleted = await user.deletes(activity);
    assert.deepEqual([deleted.activity.type, deleted.activity.id], ['messageDelete', activity.id]);
  });

  it('is refused by the connector once the app is gone', async () => {
    const { activity } = await user.uninstalls();
    assert.deepEqual([activity.type, activity.action], ['installationUpdate', 'remove']);
    const url = `${teams.serviceUrl}v3/conversations/${encodeURIComponent(user.conversation.id)}/activities`;
    const response = await fetch(url, { method: 'POST', body: '{"type":"message"}' });
    assert.equal(response.status, 403);
  });
});
