import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { withinFileLimit } from '../../../services/forwards/intake-limits.ts';
import { TooManyOpenForwardsError } from '../../../services/forwards/open-forwards.ts';
import { AllowedGroups, withinGroups } from '../../../services/kaizala/allowed-groups.ts';
import { all, requestFor, Stage } from './stage.ts';

const LATER = new Date(Date.now() + 60_000);

describe('the limits of what one person may ask for', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.start({ limits: { filesPerMessage: 2, openForwards: 3 }, joinPicturesMs: 60_000 });
  });
  after(() => stage.close());

  const share = async (requesterId: string, changes = {}, name = 'a.pdf') =>
    stage.forwards.receive(requestFor([await stage.file(name)], { requesterId, ...changes }), LATER);

  it('let the first files of a message go, and say of the others what to do', async () => {
    const files = await Promise.all(['1.pdf', '2.jpg', '3.pdf', '4.pdf'].map((name) => stage.file(name)));
    const { posts, refused } = await stage.receive(files);
    assert.deepEqual(
      posts.flatMap((post) => post.files.map(({ name }) => name)),
      ['1.pdf', '2.jpg'],
    );
    assert.deepEqual(
      refused.map(({ name }) => name),
      ['3.pdf', '4.pdf'],
    );
    assert.match(refused[0]?.failure?.message ?? '', /2 files of one message\. Share the others in another/);
  });

  it('tell of a great many files in few lines', () => {
    const refusal = { code: 'x', message: 'x', retryable: false };
    const files = Array.from({ length: 500 }, (_, index) => ({ name: `${index}`, refusal }));
    const kept = withinFileLimit(files, { filesPerMessage: 2 });
    assert.equal(kept.length, 23);
    assert.equal(kept.at(-1)?.name, '478 more files');
    assert.equal(withinFileLimit(files.slice(0, 3), { filesPerMessage: 2 }, 2).length, 3);
    assert.equal(withinFileLimit(files.slice(0, 2), { filesPerMessage: 2 }).length, 2);
  });

  it('hold over all conversations of a person, also for messages that come at the same moment', async () => {
    const person = `29:${randomUUID()}`;
    const made = await Promise.allSettled(Array.from({ length: 10 }, () => share(person)));
    assert.equal(made.filter(({ status }) => status === 'fulfilled').length, 3);
    for (const one of made) {
      if (one.status === 'rejected') assert.ok(one.reason instanceof TooManyOpenForwardsError);
    }
    const [count] = await stage.database.query<{ count: number }>(
      'SELECT count(*)::integer AS count FROM bridge.forwards WHERE requester_id = $1',
      [person],
    );
    assert.equal(count?.count, 3, 'nothing else is on record');
    assert.ok(await share(`29:${randomUUID()}`), 'nobody else is held up');
  });

  it('count what is open alone, and not what is out or withdrawn', async () => {
    const person = `29:${randomUUID()}`;
    const forwards = [await share(person), await share(person), await share(person)];
    await assert.rejects(share(person), TooManyOpenForwardsError);
    const [first, second] = forwards;
    await stage.forwards.cancel(first?.id ?? '');
    assert.ok(await share(person));
    await assert.rejects(share(person), TooManyOpenForwardsError);
    await stage.accept(second ?? assert.fail());
    await stage.found(second ?? assert.fail(), all('posted'));
    assert.ok(await share(person));
  });

  it('do not count pictures that join, nor a message that is delivered again', async () => {
    const own = { requesterId: `29:${randomUUID()}`, conversationKey: `msteams|${randomUUID()}` };
    const again = requestFor([await stage.file('1.jpg')], own);
    await stage.forwards.receive(again, LATER);
    await share(own.requesterId);
    await share(own.requesterId);
    assert.equal(await share(own.requesterId, own, '2.jpg'), undefined);
    assert.equal(await stage.forwards.receive(again, LATER), undefined);
    await assert.rejects(share(own.requesterId), TooManyOpenForwardsError);
  });

  it('of groups hold for what was accepted before, which can be tried again once they allow it', async () => {
    const forward = await stage.receive([await stage.file('earlier.pdf')]);
    await stage.found(forward, all('spooled'));
    await stage.stopWork();
    await stage.startWork({ withWorkers: false });
    await stage.accept(forward);
    const kaizala = withinGroups(stage.client, new AllowedGroups([stage.group(1).id]));
    const callsBefore = stage.kaizala.requests.length;
    await stage.deliver(forward, { kaizala });
    const failed = await stage.found(forward, all('failed'));
    assert.equal(stage.kaizala.requests.length, callsBefore, 'not even its bytes have left');
    assert.match(failed.posts[0]?.failure?.message ?? '', /may not post to that group.*ALLOWED_GROUP_IDS/);
    assert.equal((await stage.forwards.retry(forward.id)).length, 1);
    await stage.deliver(forward);
    assert.equal(stage.posted(forward).length, 1);
  });
});
