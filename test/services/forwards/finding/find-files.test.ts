import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { BridgeError, type Recovery } from '../../../../services/errors.ts';
import type { FileLookup } from '../../../../services/files/file-lookup.ts';
import { PartlyFoundError } from '../../../../services/forwards/finding/partly-found-error.ts';
import type { ForwardRequest, SharedFile } from '../../../../services/forwards/types.ts';
import { all, requestFor, Stage, statesOf } from '../stage.ts';
import { untilItHolds } from '../until-it-holds.ts';

class FindError extends BridgeError {
  constructor(recovery: Recovery) {
    super('graph.test', 'Graph says no. Ask an administrator.', recovery);
  }
}

const LATER = () => new Date(Date.now() + 60_000);
const REFUSAL = { code: 'file.type', message: 'No such files.', retryable: false };

describe('finding the files of a message', () => {
  let stage: Stage;
  /** What each message has, by its id. */
  const answers = new Map<string, () => Promise<readonly SharedFile[]>>();
  const asked: string[] = [];
  before(async () => {
    stage = await Stage.start({
      find: async (lookup) => {
        const id = 'messageId' in lookup ? lookup.messageId : '';
        asked.push(id);
        return (await answers.get(id)?.()) ?? [];
      },
    });
  });
  after(() => stage.close());

  /** A message of which the files are asked for. */
  const message = (
    answer: () => Promise<readonly SharedFile[]>,
    changes: Partial<ForwardRequest> = {},
    known: readonly SharedFile[] = [],
  ) => {
    const messageId = randomUUID();
    answers.set(messageId, answer);
    const lookup: FileLookup = {
      kind: 'chatMessage',
      tenantId: 'tenant',
      chatId: '19:chat@thread.v2',
      messageId,
      withPictures: true,
    };
    return { request: requestFor(known, { lookup, ...changes }), messageId };
  };
  const receive = async ({ request }: { request: ForwardRequest }) =>
    (await stage.forwards.receive(request, LATER())) ?? assert.fail();
  const gone = (id: string) =>
    untilItHolds(async () => assert.equal(await stage.forwards.find(id), undefined));

  it('is recorded at once, and then asks with what was found', async () => {
    const gate = Promise.withResolvers<readonly SharedFile[]>();
    const sent = message(() => gate.promise);
    const forward = await receive(sent);
    assert.equal(forward.stage, 'finding');
    gate.resolve([await stage.file('a.pdf'), await stage.file('b.jpg')]);
    const found = await stage.found(forward, ({ stage: reached }) => reached === 'asking');
    assert.deepEqual(
      found.posts.map(({ kind }) => kind),
      ['document', 'image'],
    );
    assert.equal(found.lookup, undefined);
    await stage.accept(forward);
    await stage.observer.waitFor(forward, all('posted'));
    assert.equal(stage.posted(forward).length, 2);
  });

  it('puts what is found behind what came along, and takes no file twice', async () => {
    const own = await stage.file('a.jpg');
    const share = (name: string): SharedFile => ({
      name,
      kind: 'document',
      source: { kind: 'graphShare', tenantId: 't', url: 'https://files.test/x' },
    });
    const sent = message(async () => [share('plan.pdf'), await stage.file('c.jpg')], {}, [
      await stage.file('plan.pdf'),
      own,
    ]);
    const forward = await receive(sent);
    const found = await stage.found(forward, ({ stage: reached }) => reached === 'asking');
    assert.deepEqual(
      found.posts.map(({ files }) => files.map(({ name }) => name)),
      [['plan.pdf'], ['a.jpg', 'c.jpg']],
    );
    await stage.accept(forward);
    await stage.observer.waitFor(forward, all('posted'));
    assert.equal(stage.posted(forward)[1]?.actionType, 'Album');
  });

  it('sends what is found on its way where nobody is to be asked', async () => {
    const caption = randomUUID();
    const sent = message(async () => [await stage.file('a.pdf')], {
      auto: stage.group(1),
      suggestedCaption: caption,
      isAddressed: false,
    });
    const forward = await receive(sent);
    await stage.observer.waitFor(forward, all('posted'));
    const [post] = stage.posted({ id: caption });
    assert.equal(post?.groupId, stage.group(1).id);
  });

  it('forgets a message that has no files, unless the person spoke to the bot', async () => {
    const chatter = await receive(message(async () => [], { isAddressed: false }));
    await gone(chatter.id);
    assert.equal(stage.observer.lastShown(chatter), undefined);
    const request = await receive(message(async () => []));
    const shown = await stage.observer.waitFor(request, ({ stage: reached }) => reached === 'empty');
    assert.deepEqual([shown.posts, shown.refused], [[], []]);
    await stage.tidy();
    assert.equal((await stage.forwards.find(request.id))?.stage, 'empty', 'history keeps it');
  });

  it('says of files that came along and can not go why, also when nothing else is found', async () => {
    const voice = { name: 'Voice message', refusal: REFUSAL };
    const forward = await receive(message(async () => [], { isAddressed: false }, [voice]));
    const shown = await stage.observer.waitFor(forward, ({ stage: reached }) => reached === 'refused');
    assert.equal(shown.refused[0]?.name, 'Voice message');
  });

  it('is tried again while trying again can help, as long as it is told to wait', async () => {
    let failures = 3;
    const sent = message(async () => {
      if (failures-- > 0) throw new FindError({ action: 'retry', afterMs: 0, throttled: true });
      return [await stage.file('a.pdf')];
    });
    const forward = await receive(sent);
    const found = await stage.found(forward, ({ stage: reached }) => reached === 'asking');
    assert.equal(found.findFailure, undefined);
    assert.equal(asked.filter((id) => id === sent.messageId).length, 4);
  });

  it('tells what it waits for, and ends after ten minutes', async () => {
    const fail = async () => {
      throw new FindError({ action: 'retry', afterMs: 2_000 });
    };
    const forward = await receive(message(fail));
    const shown = await stage.observer.waitFor(forward, ({ findFailure }) => findFailure !== undefined);
    assert.equal(shown.findFailure?.code, 'graph.test');
    await stage.database.query(
      `UPDATE bridge.forwards SET find_failed_at = now() - interval '10 minutes' WHERE id = $1`,
      [forward.id],
    );
    const ended = await stage.observer.waitFor(forward, ({ stage: reached }) => reached === 'refused');
    assert.deepEqual(
      ended.refused.map(({ name, failure }) => [name, failure?.message, failure?.retryable]),
      [['Files of this message', 'Graph says no. Ask an administrator.', true]],
    );
  });

  it('goes on with what was found, once ten minutes did not help the rest', async () => {
    const fail = async () => {
      const files = [await stage.file('a.pdf'), { name: 'File', refusal: REFUSAL }];
      throw new PartlyFoundError(new FindError({ action: 'retry', afterMs: 2_000 }), files);
    };
    const forward = await receive(message(fail));
    await stage.observer.waitFor(forward, ({ findFailure }) => findFailure?.code === 'graph.test');
    await stage.database.query(
      `UPDATE bridge.forwards SET find_failed_at = now() - interval '10 minutes' WHERE id = $1`,
      [forward.id],
    );
    const found = await stage.found(forward, ({ stage: reached }) => reached === 'asking');
    assert.deepEqual(
      [found.posts.map(({ kind }) => kind), found.refused.map(({ failure }) => failure?.code)],
      [['document'], ['file.type']],
    );
  });

  it('is begun again with Retry, after somebody has put right what was in the way', async () => {
    let isGranted = false;
    const sent = message(async () => {
      if (!isGranted) throw new FindError({ action: 'giveUp' });
      return [await stage.file('a.pdf')];
    });
    const forward = await receive(sent);
    const refused = await stage.observer.waitFor(forward, ({ stage: reached }) => reached === 'refused');
    isGranted = true;
    assert.deepEqual(
      await stage.forwards.retry(forward.id),
      refused.refused.map(({ id }) => id),
    );
    const found = await stage.found(forward, ({ stage: reached }) => reached === 'asking');
    assert.deepEqual([statesOf(found)?.length, found.refused], [1, []]);
  });

  it('never answers people who talk to each other with an error', async () => {
    const fail = async () => {
      throw new FindError({ action: 'giveUp' });
    };
    const chatter = await receive(message(fail, { isAddressed: false }));
    await gone(chatter.id);
    assert.equal(stage.observer.lastShown(chatter), undefined);
    const named = await receive(message(fail, { isAddressed: false, namesFiles: true }));
    await stage.observer.waitFor(named, ({ stage: reached }) => reached === 'refused');
  });

  it('says nothing of files that nobody misses beside a picture that came along', async () => {
    const fail = async () => {
      throw new FindError({ action: 'giveUp' });
    };
    const picture = await stage.file('a.jpg');
    const chatter = message(fail, { isAddressed: false, auto: stage.group() }, [picture]);
    const done = await stage.observer.waitFor(await receive(chatter), all('posted'));
    assert.deepEqual(done.refused, []);
  });

  it('lets what came along go, and says of the rest that it could not be had', async () => {
    const fail = async () => {
      throw new FindError({ action: 'giveUp' });
    };
    const forward = await receive(message(fail, {}, [await stage.file('a.jpg')]));
    const found = await stage.found(forward, ({ stage: reached }) => reached === 'asking');
    assert.deepEqual(
      found.refused.map(({ failure }) => failure?.retryable),
      [false],
    );
    await stage.accept(forward);
    await stage.observer.waitFor(forward, all('posted'));
  });

  it('goes on in another process after this one was killed', async () => {
    const stalls = Promise.withResolvers<void>();
    let isFirst = true;
    const sent = message(async () => {
      if (isFirst) {
        isFirst = false;
        await stalls.promise;
      }
      return [await stage.file('a.pdf')];
    });
    const forward = await receive(sent);
    await untilItHolds(() => assert.equal(isFirst, false));
    await stage.stopWork();
    await stage.startWork();
    const found = await stage.found(forward, ({ stage: reached }) => reached === 'asking');
    stalls.resolve();
    await stage.found(forward, all('spooled'));
    assert.equal(found.posts.length, 1);
    await stage.accept(forward);
    await stage.observer.waitFor(forward, all('posted'));
    assert.equal(stage.posted(forward).length, 1);
  });

  it('can be withdrawn meanwhile, and what is found then is left alone', async () => {
    const gate = Promise.withResolvers<readonly SharedFile[]>();
    const sent = message(() => gate.promise);
    const forward = await receive(sent);
    const { conversationKey, requesterId } = sent.request;
    assert.equal((await stage.forwards.findCancellable({ conversationKey, requesterId }))?.id, forward.id);
    assert.equal((await stage.forwards.listPending({ conversationKey, requesterId }, 5)).length, 1);
    assert.equal(await stage.forwards.cancel(forward.id), true);
    const file = await stage.file('a.pdf');
    gate.resolve([file]);
    await stage.observer.waitFor(forward, ({ stage: reached }) => reached === 'cancelled');
    assert.equal(file.served.requests, 0);
  });

  it('goes on without a question when the person has answered already, with that answer', async () => {
    const pictures = [await stage.file('a.jpg'), await stage.file('b.jpg')];
    const caption = randomUUID();
    const sent = message(async () => pictures, {
      suggestedCaption: 'what the message said',
      answer: { group: stage.group(1), caption },
      namesFiles: true,
    });
    const forward = await receive(sent);
    const posted = await stage.observer.waitFor(
      forward,
      ({ posts }) => posts.length > 0 && posts.every(({ state }) => state === 'posted'),
    );
    assert.equal(posted.auto, false);
    assert.equal(posted.group?.id, stage.group(1).id);
    const [post, ...others] = stage.kaizala.posts().filter((one) => one.caption === caption);
    assert.equal(post?.files.length, 2);
    assert.deepEqual(others, []);
    // The same once more, with files that came along and without a caption.
    const again = await stage.receive(pictures, { answer: { group: stage.group() } });
    assert.equal(again.stage, 'accepted');
    assert.equal((await stage.observer.waitFor(again, all('posted'))).caption, undefined);
  });

  it('stays answered through a failure to find them', async () => {
    let tries = 0;
    const file = await stage.file('late.pdf');
    const sent = message(
      async () => {
        if (tries++ === 0) throw new FindError({ action: 'giveUp' });
        return [file];
      },
      { answer: { group: stage.group(), caption: randomUUID() }, namesFiles: true },
    );
    const forward = await receive(sent);
    await stage.observer.waitFor(forward, ({ stage: reached }) => reached === 'refused');
    await stage.forwards.retry(forward.id);
    await stage.observer.waitFor(forward, (now) => now.stage === 'accepted' && all('posted')(now));
  });
});
