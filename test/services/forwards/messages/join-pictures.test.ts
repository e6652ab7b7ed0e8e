import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { FileLookup } from '../../../../services/files/file-lookup.ts';
import type { Forward, ForwardRequest, SharedFile } from '../../../../services/forwards/types.ts';
import { NO_POSTGRES, newPostgresUrl, stopPostgres } from '../../../support/postgres.ts';
import { all, requestFor, type Shared, Stage } from '../stage.ts';

const LATER = () => new Date(Date.now() + 60_000);
const NOW = Date.now();

function joiningOn(engine: string, databaseUrl: () => Promise<string | undefined>): void {
  describe(`pictures that are shared one after the other, on ${engine}`, () => {
    let stage: Stage;
    const finds = new Map<string, readonly SharedFile[]>();
    before(async () => {
      const url = await databaseUrl();
      stage = await Stage.start({
        joinPicturesMs: 5_000,
        albumMaxPictures: 4,
        find: async (lookup) => ('messageId' in lookup && finds.get(lookup.messageId)) || [],
        ...(url && { databaseUrl: url }),
      });
    });
    after(() => stage.close());

    const somebody = () => ({ conversationKey: randomUUID(), requesterId: randomUUID() });
    const at = (seconds: number) => ({ sharedAt: new Date(NOW + seconds * 1000) });
    const send = (files: readonly SharedFile[], changes: Partial<ForwardRequest>) =>
      stage.forwards.receive(requestFor(files, changes), LATER());
    const namesOf = ({ posts }: Forward) => posts.map(({ files }) => files.map(({ name }) => name));
    const now = async (forward: Forward | undefined) =>
      (forward && (await stage.forwards.find(forward.id))) ?? assert.fail();

    it('are one forward, in the order in which they were shared, however they arrive', async () => {
      const person = somebody();
      const names = ['0.jpg', '1.jpg', '2.jpg', '3.jpg', '4.jpg'];
      const files = await Promise.all(names.map((name) => stage.file(name)));
      const received = await Promise.all(
        [3, 0, 4, 2, 1].map((place) => send([files[place] as Shared], { ...person, ...at(place) })),
      );
      const [forward, ...others] = received.filter((one) => one !== undefined);
      assert.equal(others.length, 0);
      const open = await stage.found(await now(forward), all('spooled'));
      assert.deepEqual(namesOf(open), [names.slice(0, 3), names.slice(3)]);
      await stage.accept(open);
      await stage.observer.waitFor(open, all('posted'));
      assert.deepEqual(
        stage.posted(open).map((post) => [post.actionType, post.files.map(({ name }) => name)]),
        [
          ['Album', names.slice(0, 3)],
          ['Album', names.slice(3)],
        ],
      );
      assert.deepEqual(
        files.map(({ served }) => served.requests),
        [1, 1, 1, 1, 1],
      );
    });

    it('join only while the question is open, close in time, of one person, and pictures', async () => {
      const person = somebody();
      const first = await send([await stage.file('a.jpg')], { ...person, ...at(0) });
      const others = [
        await send([await stage.file('late.jpg')], { ...person, ...at(5.5) }),
        await send([await stage.file('other.jpg')], { ...person, requesterId: 'other', ...at(1) }),
        await send([await stage.file('there.jpg')], { ...person, conversationKey: 'there', ...at(1) }),
        await send([await stage.file('plan.pdf')], { ...person, ...at(1) }),
        await send([await stage.file('b.jpg'), await stage.file('c.pdf')], { ...person, ...at(1) }),
        await send([await stage.file('auto.jpg')], { ...person, ...at(1), auto: stage.group() }),
      ];
      assert.ok(others.every((forward) => forward !== undefined));
      assert.deepEqual(namesOf(await now(first)), [['a.jpg']]);
      await stage.accept(await now(first));
      await stage.accept(await now(others[0]));
      assert.ok(await send([await stage.file('d.jpg')], { ...person, ...at(0) }), 'it is answered');
    });

    it('bring their text along where there was none, and have the card drawn anew', async () => {
      const person = somebody();
      const first = await send([await stage.file('a.jpg')], { ...person, ...at(0) });
      await send([await stage.file('b.jpg')], { ...person, ...at(1), suggestedCaption: 'harvest' });
      await send([await stage.file('c.jpg')], { ...person, ...at(2), suggestedCaption: 'later' });
      const shown = await stage.observer.waitFor(
        await now(first),
        ({ posts }) => posts[0]?.files.length === 3,
      );
      assert.equal(shown.suggestedCaption, 'harvest');
    });

    it('are not taken twice when their message comes again', async () => {
      const person = somebody();
      const first = await send([await stage.file('a.jpg')], { ...person, ...at(0) });
      const again = requestFor([await stage.file('b.jpg')], { ...person, ...at(1) });
      await Promise.all(Array.from({ length: 5 }, () => stage.forwards.receive(again, LATER())));
      assert.deepEqual(namesOf(await now(first)), [['a.jpg', 'b.jpg']]);
      await stage.accept(await now(first));
      assert.equal(await stage.forwards.receive(again, LATER()), undefined, 'also after the answer');
    });

    it('join as well when they had to be found first', async () => {
      const person = somebody();
      const first = await send([await stage.file('a.jpg')], { ...person, ...at(0) });
      const messageId = randomUUID();
      finds.set(messageId, [await stage.file('found.jpg')]);
      const lookup: FileLookup = {
        ...{ kind: 'chatMessage', tenantId: 't', chatId: 'c', withPictures: false },
        messageId,
      };
      await send([await stage.file('pasted.jpg')], { ...person, ...at(1), lookup });
      const open = await stage.found(
        await now(first),
        ({ posts }) => posts[0]?.files.length === 3 && all('spooled')({ posts } as Forward),
      );
      assert.deepEqual(namesOf(open), [['a.jpg', 'pasted.jpg', 'found.jpg']]);
      await stage.accept(open);
      await stage.observer.waitFor(open, all('posted'));
      const left = await stage.database.query('SELECT FROM bridge.forwards WHERE conversation_key = $1', [
        person.conversationKey,
      ]);
      assert.equal(left.length, 1);
    });

    it('take only their own with them when their message is deleted', async () => {
      const person = somebody();
      const requests = await Promise.all(
        ['a.jpg', 'b.jpg', 'c.jpg'].map(async (name, place) =>
          requestFor([await stage.file(name)], { ...person, ...at(place), suggestedCaption: name }),
        ),
      );
      const [first] = [await stage.forwards.receive(requests[0] ?? assert.fail(), LATER())];
      for (const request of requests.slice(1)) await stage.forwards.receive(request, LATER());
      const key = (place: number) => requests[place]?.sourceKey ?? assert.fail();
      await stage.forwards.delete(key(0));
      await stage.forwards.delete(key(0));
      const left = await stage.found(await now(first), all('spooled'));
      assert.deepEqual([namesOf(left), left.suggestedCaption], [[['b.jpg', 'c.jpg']], 'b.jpg']);
      await stage.forwards.delete(key(2));
      await stage.forwards.delete(key(1));
      const ended = await now(first);
      assert.deepEqual([ended.stage, ended.note], ['cancelled', 'deleted']);
    });

    it('leave an album that is being uploaded, which is then uploaded without them', async () => {
      const person = somebody();
      stage.kaizala.faults.add({ kind: 'slow', operation: 'media', bytesPerSecond: 20_000 });
      const requests = await Promise.all(
        ['a.jpg', 'b.jpg'].map(async (name, place) =>
          requestFor([await stage.file(name)], { ...person, ...at(place) }),
        ),
      );
      const [first] = [await stage.forwards.receive(requests[0] ?? assert.fail(), LATER())];
      await stage.forwards.receive(requests[1] ?? assert.fail(), LATER());
      const open = await stage.found(await now(first), all('spooled'));
      await stage.accept(open);
      await stage.observer.waitFor(open, all('uploading'));
      await stage.forwards.delete(requests[0]?.sourceKey ?? assert.fail());
      const done = await stage.observer.waitFor(open, all('posted'));
      assert.equal(done.note, undefined);
      assert.deepEqual(
        stage.posted(open).map((post) => [post.actionType, post.files.map(({ name }) => name)]),
        [['Image', ['b.jpg']]],
      );
    });
  });
}

joiningOn('PGlite', async () => undefined);
if (NO_POSTGRES === undefined) {
  after(stopPostgres);
  joiningOn('PostgreSQL', newPostgresUrl);
}
