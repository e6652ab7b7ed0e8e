import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { FileLookup } from '../../../../services/files/file-lookup.ts';
import type { Forward, ForwardRequest, SharedFile } from '../../../../services/forwards/types.ts';
import { NO_POSTGRES, newPostgresUrl, stopPostgres } from '../../../support/postgres.ts';
import { all, requestFor, Stage } from '../stage.ts';
import { untilItHolds } from '../until-it-holds.ts';

const NOW = Date.now();

function orderOn(engine: string, databaseUrl: () => Promise<string | undefined>): void {
  describe(`messages of one person that go without a question, on ${engine}`, () => {
    let stage: Stage;
    const finds = new Map<string, Promise<readonly SharedFile[]>>();
    before(async () => {
      const url = await databaseUrl();
      stage = await Stage.start({
        find: async (lookup) => ('messageId' in lookup ? ((await finds.get(lookup.messageId)) ?? []) : []),
        ...(url && { databaseUrl: url }),
      });
    });
    afterEach(() => stage.kaizala.faults.clear());
    after(() => stage.close());

    /** Somebody in a channel, where every message is a thread of its own. */
    const somebody = () => {
      const scopeKey = randomUUID();
      const requesterId = randomUUID();
      let count = 0;
      return (changes: Partial<ForwardRequest> = {}): Partial<ForwardRequest> => ({
        scopeKey,
        requesterId,
        conversationKey: `${scopeKey};messageid=${++count}`,
        sharedAt: new Date(NOW + count * 1000),
        auto: stage.group(),
        suggestedCaption: `${scopeKey} ${count}`,
        ...changes,
      });
    };
    const send = async (files: readonly SharedFile[], changes: Partial<ForwardRequest>) =>
      (await stage.forwards.receive(requestFor(files, changes), new Date(Date.now() + 60_000))) ??
      assert.fail();
    const captions = (forwards: readonly Forward[]) => {
      const wanted = forwards.map(({ suggestedCaption }) => suggestedCaption ?? '');
      return stage.kaizala
        .posts()
        .map(({ caption }) => caption ?? '')
        .filter((caption) => wanted.includes(caption));
    };
    const posted = (forwards: readonly Forward[]) =>
      Promise.all(forwards.map((forward) => stage.observer.waitFor(forward, all('posted'))));
    const slow = (name = 'slow.mp4') => stage.file(name, { kind: 'slow', bytesPerSecond: 20_000 }, 40_000);

    it('reach the group in the order in which they were shared', async () => {
      const person = somebody();
      const forwards = [await send([await slow(), await stage.file('a.pdf')], person())];
      for (let count = 0; count < 6; count++) {
        forwards.push(await send([await stage.file('b.pdf'), await stage.file('c.jpg')], person()));
      }
      const other = await send([await stage.file('d.pdf')], somebody()());
      await posted([other]);
      assert.deepEqual(captions(forwards), [], 'nobody waits for another person');
      await posted(forwards);
      assert.deepEqual(
        captions(forwards),
        forwards.flatMap(({ suggestedCaption }) => [suggestedCaption, suggestedCaption]),
      );
    });

    it('wait for files of an earlier one that are still being found', async () => {
      const person = somebody();
      const gate = Promise.withResolvers<readonly SharedFile[]>();
      const lookup: FileLookup = {
        ...{ kind: 'chatMessage', tenantId: 't', chatId: 'c', withPictures: false },
        messageId: randomUUID(),
      };
      finds.set(lookup.messageId, gate.promise);
      const first = await send([], person({ lookup }));
      const second = await send([await stage.file('b.pdf')], person());
      await stage.observer.waitFor(second, all('spooled'));
      gate.resolve([await slow()]);
      await posted([first, second]);
      assert.deepEqual(captions([first, second]), [first.suggestedCaption, second.suggestedCaption]);
    });

    it('do not wait for one that turns out to have no files', async () => {
      const person = somebody();
      const gate = Promise.withResolvers<readonly SharedFile[]>();
      const lookup: FileLookup = {
        ...{ kind: 'chatMessage', tenantId: 't', chatId: 'c', withPictures: false },
        messageId: randomUUID(),
      };
      finds.set(lookup.messageId, gate.promise);
      await send([], person({ lookup, isAddressed: false }));
      const second = await send([await stage.file('b.pdf')], person());
      await stage.observer.waitFor(second, all('spooled'));
      gate.resolve([]);
      await posted([second]);
    });

    it('do not wait for one in trouble, nor for one that was withdrawn', async () => {
      const person = somebody();
      const failing = await send([await stage.file('a.pdf', { kind: 'status', status: 403 })], person());
      const withdrawn = await send([await stage.file('b.pdf', { kind: 'stall', afterBytes: 0 })], person());
      const last = await send([await stage.file('c.pdf')], person());
      await stage.observer.waitFor(failing, all('failed'));
      await stage.observer.waitFor(last, all('spooled'));
      await stage.forwards.cancel(withdrawn.id);
      await posted([last]);
    });

    it('go on after the process of the first one was killed', async () => {
      const person = somebody();
      stage.kaizala.faults.add({ kind: 'stall', operation: 'media' });
      const forwards = [await send([await stage.file('a.pdf')], person())];
      await stage.observer.waitFor(forwards[0] ?? assert.fail(), all('uploading'));
      forwards.push(await send([await stage.file('b.pdf')], person()));
      await untilItHolds(async () => {
        const second = await stage.forwards.find(forwards[1]?.id ?? '');
        assert.ok(second && all('spooled')(second));
      });
      await stage.stopWork();
      stage.kaizala.faults.clear();
      await stage.startWork();
      await stage.hurry();
      await posted(forwards);
      assert.deepEqual(
        captions(forwards),
        forwards.map(({ suggestedCaption }) => suggestedCaption),
      );
    });
  });
}

orderOn('PGlite', async () => undefined);
if (NO_POSTGRES === undefined) {
  after(stopPostgres);
  orderOn('PostgreSQL', newPostgresUrl);
}
