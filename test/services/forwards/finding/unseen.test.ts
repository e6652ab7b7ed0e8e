import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { BridgeError, type Recovery } from '../../../../services/errors.ts';
import type { FileLookup } from '../../../../services/files/file-lookup.ts';
import { ForwardHistory } from '../../../../services/forwards/forward-history.ts';
import type { Forward, ForwardRequest, SharedFile } from '../../../../services/forwards/types.ts';
import { all, requestFor, Stage } from '../stage.ts';
import { untilItHolds } from '../until-it-holds.ts';

class FindError extends BridgeError {
  constructor(recovery: Recovery) {
    super('graph.test', 'Graph says no.', recovery);
  }
}

const LATER = () => new Date(Date.now() + 60_000);

describe('a message whose files are looked for', () => {
  let stage: Stage;
  const answers = new Map<string, () => Promise<readonly SharedFile[]>>();
  const asked: string[] = [];
  before(async () => {
    stage = await Stage.start({
      joinPicturesMs: 5_000,
      find: async (lookup) => {
        const id = 'messageId' in lookup ? lookup.messageId : '';
        asked.push(id);
        return (await answers.get(id)?.()) ?? [];
      },
    });
  });
  after(() => stage.close());

  const somebody = () => ({ conversationKey: randomUUID(), requesterId: randomUUID() });
  const receive = async (request: ForwardRequest) =>
    (await stage.forwards.receive(request, LATER())) ?? assert.fail();
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
    return requestFor(known, { lookup, ...changes });
  };
  /** One that people are shown while it is being looked for. */
  const shown = async (changes: Partial<ForwardRequest>) => {
    const gate = Promise.withResolvers<readonly SharedFile[]>();
    let isAsked = false;
    const find = () => {
      isAsked = true;
      return gate.promise;
    };
    const forward = await receive(message(find, changes));
    await untilItHolds(() => assert.ok(isAsked));
    assert.equal(await stage.forwards.cards.noteShown(forward.id, forward.revision, 'card'), true);
    return { forward, find: gate.resolve };
  };
  const gone = ({ id }: Forward) =>
    untilItHolds(async () => assert.equal(await stage.forwards.find(id), undefined));

  it('keeps its card when its pictures could have joined others', async () => {
    const person = somebody();
    await receive(requestFor([await stage.file('a.jpg')], person));
    const { forward, find } = await shown(person);
    find([await stage.file('b.jpg')]);
    const found = await stage.found(forward, ({ stage: reached }) => reached === 'asking');
    assert.deepEqual([found.cardActivityId, found.posts.length], ['card', 1]);
  });

  it('keeps its card when there is nothing to be found', async () => {
    const { forward, find } = await shown({ isAddressed: false, namesFiles: true });
    find([]);
    await stage.observer.waitFor(forward, ({ stage: reached }) => reached === 'empty');
  });

  it('says so when a card comes too late, as it is forgotten', async () => {
    const forward = await receive(message(async () => [], { isAddressed: false, namesFiles: true }));
    await gone(forward);
    assert.equal(await stage.forwards.cards.noteShown(forward.id, forward.revision, 'card'), false);
  });

  it('is no forward to people while it is chatter, and forgotten when it is deleted', async () => {
    const person = somebody();
    const real = await receive(requestFor([await stage.file('a.pdf')], person));
    const fail = async () => {
      throw new FindError({ action: 'retry', afterMs: 60_000 });
    };
    const request = message(fail, { ...person, isAddressed: false });
    const chatter = await receive(request);
    await stage.found(chatter, ({ findFailure }) => findFailure !== undefined);
    const { conversationKey, requesterId } = person;
    const history = new ForwardHistory(stage.database);
    const scope = { conversationKey, threads: `${conversationKey};` };
    const ids = [
      await stage.forwards.findCancellable({ conversationKey, requesterId }),
      ...(await stage.forwards.listPending({ conversationKey, requesterId }, 5)),
      ...(await history.list(scope, 5)),
      ...(await history.findByIdBeginning(scope, chatter.id.slice(0, 8), 5)),
    ].map((forward) => forward?.id);
    assert.deepEqual(ids, [real.id, real.id, real.id]);
    await stage.forwards.delete(request.sourceKey);
    assert.equal(await stage.forwards.find(chatter.id), undefined);
  });

  it('lets what was shared after it go at once when it is deleted', async () => {
    const person = { ...somebody(), isAddressed: false, auto: stage.group() };
    const gate = Promise.withResolvers<readonly SharedFile[]>();
    const chatter = message(() => gate.promise, { ...person, sharedAt: new Date(Date.now() - 1_000) });
    await receive(chatter);
    const next = await receive(requestFor([await stage.file('a.pdf')], person));
    await stage.found(next, all('spooled'));
    await stage.forwards.delete(chatter.sourceKey);
    await stage.observer.waitFor(next, all('posted'));
    gate.resolve([]);
  });

  it('goes on without a question with Retry where nobody is to be asked', async () => {
    const served = await stage.file('a.pdf', { kind: 'status', status: 403 });
    const request = requestFor([served], { auto: stage.group() });
    const forward = await receive(request);
    await stage.observer.waitFor(forward, all('failed'));
    await stage.database.query(`UPDATE bridge.forwards SET stage = 'refused' WHERE id = $1`, [forward.id]);
    for (const table of ['posts', 'files']) {
      await stage.database.query(
        `UPDATE bridge.${table} SET failure = failure || '{"retryable": true}'::jsonb WHERE forward_id = $1`,
        [forward.id],
      );
    }
    await stage.forwards.retry(forward.id);
    assert.equal((await stage.forwards.find(forward.id))?.stage, 'accepted');
  });

  it('is asked about before what people say to each other', async () => {
    await stage.stopWork();
    await stage.startWork({ withWorkers: false });
    const ids: string[] = [];
    for (const isAddressed of [false, true]) {
      const request = message(async () => [], { isAddressed });
      ids.push(request.lookup && 'messageId' in request.lookup ? request.lookup.messageId : '');
      await receive(request);
    }
    const [first] = await stage.boss.fetch<{ forwardId: string }>('find');
    assert.equal((await stage.forwards.find(first?.data.forwardId ?? ''))?.isAddressed, true);
    await stage.stopWork();
    await stage.startWork();
    await untilItHolds(() => assert.ok(ids.every((id) => asked.includes(id))));
  });
});
