import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { KeptAttachment } from '../../emulators/teams/connector/attachment-store.ts';
import type { Conversation } from '../../emulators/teams/connector/conversation.ts';
import type { ServedFile } from '../../emulators/teams/files/file-host.ts';
import type { Channel } from '../../emulators/teams/groups/channel.ts';
import type { GroupChat } from '../../emulators/teams/groups/group-chat.ts';
import {
  type Attachments,
  fileAttachment,
  fileAttachments,
} from '../../emulators/teams/user/file-attachments.ts';
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
} from '../../emulators/teams/user/odd-attachments.ts';
import type { TeamsUser } from '../../emulators/teams/user/teams-user.ts';
import { waitForText } from '../support/chat.ts';
import { createWorld, type World } from '../support/world.ts';

const picture = (name: string) => ({
  kind: 'path' as const,
  path: fileURLToPath(new URL(`../../demo/samples/${name}`, import.meta.url)),
});

/** Whatever is shared goes to one group at once, so that only the way in which it was shared makes a difference. */
describe('everything that Teams can send', () => {
  let world: World;
  let count = 0;
  before(async () => {
    world = await createWorld({ defaultGroup: 'Field', environment: { LINK_POLICY: 'anyone' } });
  });
  after(() => world.close());

  const endpoint = () => String(world.user.endpoint);
  const serve = (extension = 'pdf') =>
    world.teams.serveFile(
      { kind: 'generated', size: 20_000, head: Buffer.from(randomUUID()) },
      { name: `variant-${++count}.${extension}` },
    );
  const keep = (name = 'field-at-sunrise.jpg') =>
    world.teams.keepAttachment(picture(name), { type: 'image/jpeg' });

  /** Waits until the bot has said that so many files are posted, and compares their bytes. */
  async function isPosted(conversation: Conversation, ...files: readonly (ServedFile | KeptAttachment)[]) {
    const words = files.length === 1 ? '1 file' : `${files.length} files`;
    await waitForText(conversation, new RegExp(`^✓ Posted to Field crew.*: ${words}$`));
    for (const file of files) {
      const wanted = await file.sha256();
      const all = world.kaizala.posts().flatMap((post) => post.files.map(({ sha256 }) => sha256));
      assert.equal(all.filter((sha256) => sha256 === wanted).length, 1);
    }
  }

  describe('in a personal chat', () => {
    let user: TeamsUser;
    beforeEach(async () => {
      user = world.teams.createUser({ endpoint: endpoint() });
      await user.says('/link field');
      await user.says('/mode auto');
    });

    it('an upload', async () => {
      const file = await serve();
      await user.shares([file]);
      await isPosted(user.conversation, file);
    });

    it('several uploads, a picture as a file among them', async () => {
      const files = [await serve('mp4'), await serve('jpg'), await serve('docx')];
      await user.shares(files, 'two files');
      await isPosted(user.conversation, ...files);
    });

    it('an upload in a conversation whose kind is not told', async () => {
      const file = await serve();
      await user.shares([file], '', { conversation: { id: user.conversation.id } });
      await isPosted(user.conversation, file);
    });

    for (const missing of [['uniqueId'], ['fileType'], ['uniqueId', 'fileType']] as const) {
      it(`an upload without ${missing.join(' and ')}`, async () => {
        const file = await serve();
        const [, html] = fileAttachments([file], '');
        await user.attaches([sparseFile(file, missing), ...(html ? [html] : [])]);
        await isPosted(user.conversation, file);
      });
    }

    it('an upload of iOS, whose link is one for browsers', async () => {
      const file = await serve();
      await user.attaches([sharingLinkFile(file, world.teams.sharingLink(file))]);
      await isPosted(user.conversation, file);
    });

    for (const content of [null, {}] as const) {
      it(`a file from the cloud with ${JSON.stringify(content)} for its content`, async () => {
        const file = await serve();
        await user.attaches([cloudFile(file, content)]);
        await isPosted(user.conversation, file);
      });
    }

    it('a file that only the HTML names', async () => {
      const kept = await world.teams.keepAttachment(picture('shift-plan.pdf'), {
        type: 'application/pdf',
        name: 'shift-plan.pdf',
      });
      await user.attaches(referenceOnly(kept));
      await waitForText(user.conversation, /^✓ Posted to Field crew.*: 1 file$/);
    });

    for (const isTypeUnknown of [false, true]) {
      it(`pasted pictures ${isTypeUnknown ? 'of an unknown type' : 'with their type'}`, async () => {
        const file = isTypeUnknown ? 'aisle-c14.jpg' : 'shop-window.jpg';
        const kept = await keep(file);
        const before = world.kaizala.posts().length;
        await user.pastes([kept], 'look', { isTypeUnknown });
        await isPosted(user.conversation, kept);
        const [post] = world.kaizala.posts().slice(before);
        assert.deepEqual([post?.actionType, post?.caption], ['Image', 'look']);
      });
    }

    it('a pasted picture at another host, which is never sent the bot’s token', async () => {
      const file = await serve();
      const stranger = 'http://127.0.0.1:9/v3/attachments/1/views/original';
      const pasted = { contentType: 'image/*', contentUrl: stranger, content: undefined };
      await user.attaches([pasted, ...fileAttachments([file], '')]);
      await waitForText(user.conversation, /^⚠ 1 of 2 posted to Field crew[\s\S]*pasted can’t be fetched/);
    });

    for (const what of [
      'content is a string',
      'content is a number',
      'content has no downloadUrl',
      'downloadUrl is a number',
      'there is no name',
      'there is no contentType',
    ]) {
      it(`an item of which ${what}, beside a good one`, async () => {
        const [bad, good] = [await serve(), await serve()];
        const item = malformedFiles(bad)[what] ?? assert.fail();
        await user.attaches([item as Attachments[number], ...fileAttachments([good], '')]);
        await waitForText(user.conversation, /^(⚠ 1 of 2 posted|✓ Posted) to Field crew/);
        const names = world.kaizala.posts().flatMap((post) => post.files.map(({ name }) => name));
        assert.ok(names.includes(good.name));
      });
    }

    for (const [what, attachments] of [
      ['no list', { contentType: 'x' }],
      ['a list of anything', [null, 7, 'x', {}, []]],
    ] as const) {
      it(`attachments that are ${what}`, async () => {
        await user.says('', { attachments });
        await waitForText(user.conversation, /Attach it as a file instead/);
      });
    }

    for (const [what, attachments] of [
      ['a voice note', voiceNote()],
      ['a recorded clip', recordedClip()],
      ['a voice message of the mobile client', audioCard()],
    ] as const) {
      it(`${what}, of which it says what works instead`, async () => {
        const file = await serve();
        await user.attaches([...attachments, fileAttachment(file)]);
        const words = /(Voice message|Recorded clip)[\s\S]*Save the recording, and attach it as a file/;
        await waitForText(user.conversation, words);
        await waitForText(user.conversation, /^⚠ 1 of 2 posted/);
      });
    }

    it('code and quotes, which are no files, beside one that is', async () => {
      const file = await serve();
      await user.attaches([codeSnippet(), quotedMessage('1'), ...fileAttachments([file], '')]);
      await isPosted(user.conversation, file);
    });

    it('a piece of code alone, of which it says what works instead', async () => {
      await user.attaches([codeSnippet()]);
      await waitForText(user.conversation, /Attach it as a file instead/);
    });
  });

  for (const place of ['group chat', 'channel'] as const) {
    describe(`in a ${place}`, () => {
      let scene: GroupChat | Channel;
      beforeEach(async () => {
        const options = { endpoint: endpoint(), members: [{ name: 'Asha' }, { name: 'Ravi' }] };
        scene =
          place === 'channel'
            ? world.teams.createTeam({ ...options, name: 'Ops' }).createChannel('Photos')
            : world.teams.createGroupChat(options);
        await scene.member('Asha').says('/link field auto');
      });
      const asha = () => scene.member('Asha');

      for (const mention of ['before', 'after', 'none'] as const) {
        it(`files with the mention ${mention}`, async () => {
          const files = [await serve('pdf'), await serve('mp3')];
          const written = await asha().shares(files, 'send this', { mention });
          await isPosted(written.conversation, ...files);
          const captions = world.kaizala
            .posts()
            .slice(-2)
            .map(({ caption }) => caption);
          assert.deepEqual(captions, ['send this', 'send this']);
        });
      }

      it('a file that the HTML does not name', async () => {
        const file = await serve();
        const written = await asha().shares([file], 'hidden', { hidesFiles: true });
        await isPosted(written.conversation, file);
      });

      it('a pasted picture that came along, and a file beside it', async () => {
        const [kept, file] = [await keep('turbine-service.jpg'), await serve()];
        const before = world.kaizala.posts().filter(({ groupName }) => groupName.includes('Field')).length;
        const written = await asha().writes({ text: 'both', images: [kept], files: [file] });
        await waitForText(written.conversation, /^✓ Posted to Field crew.*: 2 files$/);
        assert.equal(
          world.kaizala.posts().filter(({ groupName }) => groupName.includes('Field')).length,
          before + 2,
        );
      });

      it('a pasted picture that only Graph knows', async () => {
        const kept = await keep();
        const written = await asha().pastes([kept], 'graph alone', { hidesImages: true });
        await waitForText(written.conversation, /^✓ Posted to Field crew.*: 1 file$/);
      });

      it('a voice note, of which it says what works instead', async () => {
        const written = await asha().says('', {
          mention: 'none',
          overrides: { text: null, attachments: voiceNote() },
        });
        await waitForText(written.conversation, /Voice message[\s\S]*Save the recording/);
      });

      it('words to the bot without any file', async () => {
        const before = scene.conversation.messages.length;
        const written = await asha().says('what can you do for me');
        await waitForText(written.conversation, /There is nothing to answer at the moment/);
        assert.equal(scene.conversation.messages.length, before + 1);
      });
    });
  }

  it('a reply in a thread of a channel', async () => {
    const team = world.teams.createTeam({ name: 'Sites', endpoint: endpoint(), members: [{ name: 'Asha' }] });
    const channel = team.createChannel('Threads');
    const asha = channel.member('Asha');
    await asha.says('/link field auto');
    const post = await asha.says('today’s photos below', { mention: 'none' });
    const file = await serve('jpg');
    const reply = await asha.shares([file], 'the first', { mention: 'none', inReplyTo: post.id });
    await isPosted(channel.thread(post.id), file);
    assert.equal(reply.conversation, channel.thread(post.id));
  });

  it('a file where the app may not read messages: the answer names the permission, and Retry helps', async () => {
    const chat = world.teams.createGroupChat({
      endpoint: endpoint(),
      members: [{ name: 'Asha' }],
      hasConsent: false,
    });
    const asha = chat.member('Asha');
    const file = await serve();
    await asha.shares([file], 'please');
    const card = await waitForText(chat.conversation, /ChatMessage\.Read\.Chat/);
    chat.hasConsent = true;
    await asha.submits(card.activity, 'Retry');
    await waitForText(chat.conversation, new RegExp(file.name));
  });
});
