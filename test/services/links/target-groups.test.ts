import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { CallOptions, KaizalaClient, KaizalaGroup } from '../../../services/kaizala/types.ts';
import { TargetGroups } from '../../../services/links/target-groups.ts';

const NORTH: KaizalaGroup = { id: 'n@1', name: 'North' };
const SOUTH: KaizalaGroup = { id: 's', name: 'South' };

/** Answers with the groups in turn, or fails with an error in their place; the last answer stays. */
function clientWith(...answers: (readonly KaizalaGroup[] | Error)[]) {
  const asked: (CallOptions | undefined)[] = [];
  const no = () => Promise.reject(new Error('This was not to be called.'));
  return {
    asked,
    listGroups: async (options?: CallOptions) => {
      const answer = answers[Math.min(asked.length, answers.length - 1)] ?? [];
      asked.push(options);
      if (answer instanceof Error) throw answer;
      return [...answer];
    },
    uploadMedia: no,
    postAction: no,
    listActions: no,
  } satisfies KaizalaClient & { asked: unknown };
}

describe('the groups that a forward may go to', () => {
  let clock: sinon.SinonFakeTimers;
  beforeEach(() => {
    clock = sinon.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => clock.restore());

  it('are a choice if there are several', async () => {
    const targets = new TargetGroups(clientWith([NORTH, SOUTH]), undefined);
    assert.deepEqual(await targets.targets(), { kind: 'choice', groups: [NORTH, SOUTH] });
  });

  it('are an empty choice if there are none', async () => {
    assert.deepEqual(await new TargetGroups(clientWith([]), undefined).targets(), {
      kind: 'choice',
      groups: [],
    });
  });

  it('are the only one if there is just one', async () => {
    assert.deepEqual(await new TargetGroups(clientWith([SOUTH]), undefined).targets(), {
      kind: 'fixed',
      group: SOUTH,
    });
  });

  it('are the default one if configuration names one', async () => {
    const targets = new TargetGroups(clientWith([NORTH, SOUTH]), SOUTH.id);
    assert.deepEqual(await targets.targets(), { kind: 'fixed', group: SOUTH });
  });

  it('are the default one without its name if the list does not have it or can not be had', async () => {
    const group = { id: 'hidden', name: 'the default group' };
    for (const answer of [[NORTH], new Error('down')]) {
      const targets = new TargetGroups(clientWith(answer), 'hidden');
      assert.deepEqual(await targets.targets(), { kind: 'fixed', group });
    }
  });

  it('are asked for once a minute', async () => {
    const client = clientWith([NORTH], [NORTH, SOUTH]);
    const targets = new TargetGroups(client, undefined);
    await targets.list();
    clock.tick(59_999);
    assert.deepEqual(await targets.list(), [NORTH]);
    assert.equal(client.asked.length, 1);
    clock.tick(1);
    assert.deepEqual(await targets.list(), [NORTH, SOUTH]);
    assert.equal(client.asked.length, 2);
  });

  it('are those of before when Kaizala does not answer, and the new ones when it does again', async () => {
    const targets = new TargetGroups(clientWith([NORTH], new Error('down'), [SOUTH]), undefined);
    await targets.list();
    clock.tick(3_600_000);
    assert.deepEqual(await targets.list(), [NORTH]);
    assert.deepEqual(await targets.list(), [SOUTH]);
  });

  it('fail with what Kaizala said if there never was a list', async () => {
    const failure = new Error('down');
    const targets = new TargetGroups(clientWith(failure), undefined);
    await assert.rejects(targets.targets(), (error) => error === failure);
  });

  it('are waited for no longer than three seconds', async () => {
    const client = clientWith([NORTH]);
    const timeout = sinon.spy(AbortSignal, 'timeout');
    try {
      await new TargetGroups(client, undefined).list();
      assert.deepEqual(timeout.args, [[3_000]]);
      assert.deepEqual(client.asked, [{ signal: timeout.returnValues[0] }]);
    } finally {
      timeout.restore();
    }
  });
});
