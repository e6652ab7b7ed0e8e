import assert from 'node:assert/strict';
import { scopeOf, threadsOf } from '../../../services/links/scope-of.ts';

describe('the scope of a conversation key', () => {
  it('is the channel of a thread, and any other conversation itself', () => {
    assert.equal(scopeOf('msteams|19:a@thread.tacv2;messageid=17'), 'msteams|19:a@thread.tacv2');
    assert.equal(scopeOf('msteams|19:a@thread.tacv2'), 'msteams|19:a@thread.tacv2');
    assert.equal(scopeOf('msteams|a:1'), 'msteams|a:1');
  });

  it('is the conversation of a thread in Slack, whichever way it came', () => {
    assert.equal(scopeOf('slack|T0ACME01:C0GEN001:1766458026.240809'), 'slack|T0ACME01:C0GEN001');
    assert.equal(scopeOf('slack|T0ACME01:C0GEN001'), 'slack|T0ACME01:C0GEN001');
    const azure = 'slack|B0BOT001:T0ACME01:C0GEN001';
    assert.equal(scopeOf(`${azure}:1766458026.240809`), azure);
    assert.ok(`${azure}:1766458026.240809`.startsWith(threadsOf(azure)));
  });

  it('is what the keys of its threads begin with', () => {
    assert.ok('msteams|19:a@thread.tacv2;messageid=17'.startsWith(threadsOf('msteams|19:a@thread.tacv2')));
    assert.ok(!'msteams|19:a@thread.tacv2x'.startsWith(threadsOf('msteams|19:a@thread.tacv2')));
  });
});
