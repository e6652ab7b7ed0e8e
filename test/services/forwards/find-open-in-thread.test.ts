import assert from 'node:assert/strict';
import type { Forward } from '../../../services/forwards/types.ts';
import { Stage } from './stage.ts';

const SCOPE = 'slack|T0ACME01:D0DM0001';
const ASHA = 'U0ASHA01';

describe('the question that a thread of Slack is about', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.start();
  });
  after(() => stage.close());

  let last = 1_766_458_000;
  const share = async (fields: { conversationKey?: string; requesterId?: string } = {}) => {
    last += 10;
    const ts = `${last}.000001`;
    const forward = await stage.receive([await stage.file('a.pdf')], {
      conversationKey: SCOPE,
      requesterId: ASHA,
      sourceKey: `${SCOPE}|${ts}`,
      ...fields,
    });
    return { forward, ts };
  };
  const find = (rootTs: string, requesterId = ASHA) =>
    stage.forwards.findOpenInThread({ conversationKey: SCOPE, requesterId, rootTs });
  const showAs = (forward: Forward, id: string) =>
    stage.forwards.cards.noteShown(forward.id, forward.revision, id);

  it('is what was shared in it, by this person', async () => {
    const rootTs = '1766450000.000001';
    const conversationKey = `${SCOPE}:${rootTs}`;
    await share({ conversationKey });
    const { forward } = await share({ conversationKey });
    await share({ conversationKey, requesterId: 'U0RAVI01' });
    await share();
    assert.equal(await find(rootTs), forward.id);
    assert.equal(await find(rootTs, 'U0LEE001'), undefined);
    assert.equal(await find('1766450000.000002'), undefined);
  });

  it('is that whose message or card began it', async () => {
    const { forward, ts } = await share();
    await showAs(forward, '1766460000.000001');
    const another = await share();
    await showAs(another.forward, '1766460000000002');
    assert.equal(await find(ts), forward.id);
    assert.equal(await find('1766460000.000001'), forward.id);
    assert.equal(await find(another.ts), another.forward.id);
    assert.equal(await find('1766460000.000002'), another.forward.id, 'as Azure names it');
  });

  it('is none once it is answered', async () => {
    const { forward, ts } = await share();
    await stage.forwards.cancel(forward.id);
    assert.equal(await find(ts), undefined);
  });
});
