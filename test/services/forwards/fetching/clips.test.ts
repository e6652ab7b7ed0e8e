import assert from 'node:assert/strict';
import type { SharedFile } from '../../../../services/forwards/types.ts';
import { all, SLACK_TEAM, Stage } from '../stage.ts';

const boxOf = (brand: string) =>
  Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}`), Buffer.alloc(12)]);
const WEBM = Buffer.concat([
  Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x87, 0x42, 0x82, 0x84]),
  Buffer.from('webm'),
]);

describe('a clip that was recorded in Slack', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.start({ slackToken: 'xoxb-MARKED' });
  });
  after(() => stage.close());

  const voice = async (head: Buffer, name = 'audio_message.webm') => {
    const served = await stage.teams.serveFile({ kind: 'generated', size: 20_000, head }, { name });
    const file: SharedFile = {
      name,
      kind: 'audio',
      source: {
        kind: 'slackFile',
        teamId: SLACK_TEAM,
        fileId: 'F0VOI001',
        url: served.downloadUrl,
        mediaType: 'audio/webm',
        isClip: true,
      },
    };
    return { file, served };
  };

  for (const brand of ['isom', 'M4A '] as const) {
    it(`goes to Kaizala as what it is, where it is a container of ${brand.trim()}`, async () => {
      const { file, served } = await voice(boxOf(brand));
      const forward = await stage.receive([file]);
      await stage.accept(forward);
      const { posts } = await stage.observer.waitFor(forward, all('posted'));
      assert.deepEqual(
        posts.map(({ kind, files }) => [kind, files.map(({ name }) => name)]),
        [['video', ['audio_message.mp4']]],
      );
      const [posted] = stage.posted(forward);
      assert.equal(posted?.actionType, 'Video');
      assert.equal(posts[0]?.files[0]?.sha256, await served.sha256());
    });
  }

  it('stays audio where its bytes are', async () => {
    const { file } = await voice(Buffer.from([0xff, 0xfb, 0x90, 0x64]));
    const forward = await stage.receive([file]);
    await stage.accept(forward);
    const { posts } = await stage.observer.waitFor(forward, all('posted'));
    assert.deepEqual([posts[0]?.kind, posts[0]?.files[0]?.name], ['audio', 'audio_message.mp3']);
    assert.equal(stage.posted(forward)[0]?.actionType, 'Audio');
  });

  it('is refused with what helps where Kaizala takes no such thing, though its name says so', async () => {
    const { file } = await voice(WEBM, 'clip.mp4');
    const forward = await stage.receive([file]);
    const { posts } = await stage.found(forward, all('failed'));
    const failure = posts[0]?.files[0]?.failure;
    assert.equal(failure?.code, 'file.clip');
    assert.match(failure?.message ?? '', /recorded as \.webm.*Convert it/);
    assert.deepEqual(await stage.spooled(forward), []);
  });
});
