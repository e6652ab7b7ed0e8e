import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import exifr from 'exifr';
import { strToU8 } from 'fflate';
import type { TeamsUser } from '../../emulators/teams/user/teams-user.ts';
import { compound, ooxml, word } from '../services/files/checks/office-samples.ts';
import {
  chunk,
  exifTiff,
  keptExif,
  metadata,
  plainJpeg,
  png,
  withSegments,
} from '../services/files/photos/photo-samples.ts';
import { textOf, waitForQuestion, waitForText, waitForUpdate } from '../support/chat.ts';
import { createWorld, type World } from '../support/world.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const serveIn = (world: World) => (name: string, bytes: Uint8Array) =>
  world.teams.serveFile({ kind: 'bytes', bytes }, { name });
const filesIn = (world: World, name: string) =>
  world.kaizala.posts().flatMap(({ files }) => files.filter((file) => file.name === name));

async function send(user: TeamsUser, name: string): Promise<void> {
  await user.submits((await waitForQuestion(user.conversation, name)).activity, 'Skip caption');
}

describe('what files hold', () => {
  let world: World;
  let user: TeamsUser;
  before(async () => {
    world = await createWorld({ defaultGroup: 'Field' });
  });
  after(() => world.close());
  beforeEach(() => {
    user = world.teams.createUser({ endpoint: world.user.endpoint });
  });

  for (const [name, bytes, words] of [
    [
      'photo.jpg',
      Buffer.from('MZ\x90\0 a program'),
      /It is a program, whatever its name says.*don’t open it/s,
    ],
    ['film.mp4', Buffer.from('\x7fELF a program'), /It is a program/],
    [
      'drawing.png',
      Buffer.from('<svg onload="alert(1)">'),
      /It is a web page or a drawing made of code.*Save it as a PDF/s,
    ],
    ['scan.pdf', png(), /It is named \.pdf, but it is a picture\. Save or export it as a real \.pdf file/],
    ['report.docx', ooxml({ 'word/vbaProject.bin': strToU8('code') }), /It holds macros.*Save it as \.docx/s],
    ['report.doc', compound({ WordDocument: word(), 'Macros/VBA/dir': strToU8('x') }), /It holds macros/],
    [
      'secret.xlsx',
      compound({ EncryptedPackage: word() }),
      /only opens with a password.*Remove the password/s,
    ],
  ] as const) {
    it(`${name} that may not go on is refused with the reason, and its neighbour goes on`, async () => {
      const serve = serveIn(world);
      const good = `good-${name.replace(/\W/g, '-')}.mp3`;
      await user.shares([await serve(name, bytes), await serve(good, Buffer.from(`music ${name}`))]);
      const question = await waitForQuestion(user.conversation, good);
      assert.match(textOf(await waitForUpdate(user.conversation, question, words)), /✗ Not sent/);
      await user.submits(question.activity, 'Skip caption');
      await waitForText(user.conversation, /1 of 2 posted to Field/);
      assert.equal(filesIn(world, good).length, 1);
      assert.equal(filesIn(world, name).length, 0);
    });
  }

  it('a name that reads backwards is shown and uploaded as it is spelt', async () => {
    await user.shares([await serveIn(world)('back\u202efdp.jpg', await plainJpeg())]);
    await send(user, 'backfdp.jpg');
    await waitForText(user.conversation, /Posted to Field/);
    assert.equal(filesIn(world, 'backfdp.jpg').length, 1);
  });

  it('a photo is posted byte for byte, with all that its camera wrote', async () => {
    const shot = withSegments(await plainJpeg(), metadata());
    await user.shares([await serveIn(world)('whole.jpg', shot)]);
    await send(user, 'whole.jpg');
    await waitForText(user.conversation, /Posted to Field/);
    assert.deepEqual(
      filesIn(world, 'whole.jpg').map((file) => file.sha256),
      [sha256(shot)],
    );
    assert.deepEqual(await exifr.gps(shot), { latitude: 52.5, longitude: 13.4 });
  });
});

describe('a bot that removes metadata, and allows macros and passwords', () => {
  let world: World;
  let user: TeamsUser;
  before(async () => {
    world = await createWorld({
      defaultGroup: 'Field',
      environment: { STRIP_PHOTO_METADATA: 'true', OFFICE_MACROS: 'allow', OFFICE_ENCRYPTED: 'allow' },
    });
  });
  after(() => world.close());
  beforeEach(() => {
    user = world.teams.createUser({ endpoint: world.user.endpoint });
  });

  it('posts photos without their place, and everything else byte for byte', async () => {
    const photo = await plainJpeg();
    const files = {
      'shot.jpg': [withSegments(photo, metadata(), [], 'a film'), withSegments(photo, [keptExif(6)])],
      'shot.png': [png([chunk('eXIf', exifTiff(1)), chunk('tEXt', 'place\0here')]), png()],
      'noise.png': [Buffer.from('no photo at all'), Buffer.from('no photo at all')],
      'macros.docm.docx': [ooxml({ 'word/vbaProject.bin': strToU8('code') })],
      'secret.xlsx': [compound({ EncryptedPackage: word() })],
    } as Record<string, [Buffer, Buffer?]>;
    const serve = serveIn(world);
    await user.shares(await Promise.all(Object.entries(files).map(([name, [bytes]]) => serve(name, bytes))));
    await send(user, 'shot.jpg');
    await waitForText(user.conversation, /posted to Field/i);
    for (const [name, [bytes, posted = bytes]] of Object.entries(files)) {
      assert.deepEqual(
        filesIn(world, name).map((file) => [file.size, file.sha256]),
        [[posted.length, sha256(posted)]],
        name,
      );
    }
    assert.equal(await exifr.gps(files['shot.jpg']?.[1] ?? assert.fail()), undefined);
  });

  it('refuses a photo out of which nobody can take its place', async () => {
    await user.shares([await serveIn(world)('odd.jpg', Buffer.from('\xff\xd8\xff\xfe\0\x02 odd', 'latin1'))]);
    assert.match(
      textOf(await waitForText(user.conversation, /Nothing was forwarded/)),
      /odd\.jpg[\s\S]*can’t be removed/,
    );
  });
});
