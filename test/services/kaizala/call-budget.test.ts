import assert from 'node:assert/strict';
import { CallBudget } from '../../../services/kaizala/call-budget.ts';
import type { CallLedger } from '../../../services/kaizala/types.ts';

/** A ledger that lets one call go each time it is told to. */
class ManualLedger implements CallLedger {
  reservations = 0;
  readonly pauses: number[] = [];
  #grant: ((waitMs: number) => void) | undefined;
  #fail: ((error: Error) => void) | undefined;
  #asked: (() => void) | undefined;

  reserve(): Promise<number> {
    this.reservations += 1;
    this.#asked?.();
    return new Promise((resolve, reject) => {
      this.#grant = resolve;
      this.#fail = reject;
    });
  }

  async pause(ms: number): Promise<void> {
    this.pauses.push(ms);
  }

  grant(waitMs = 0): Promise<void> {
    const asked = new Promise<void>((resolve) => {
      this.#asked = resolve;
    });
    this.#grant?.(waitMs);
    return asked;
  }

  fail(error: Error): void {
    this.#fail?.(error);
  }
}

describe('the calls of one process', () => {
  let ledger: ManualLedger;
  let budget: CallBudget;
  let admitted: string[];
  beforeEach(() => {
    ledger = new ManualLedger();
    budget = new CallBudget(ledger);
    admitted = [];
  });
  const take = (name: string, rank?: number, signal?: AbortSignal) =>
    budget.take({ ...(rank !== undefined && { rank }), ...(signal && { signal }) }).then(() => {
      admitted.push(name);
    });

  it('go by rank, then by age, and first of all those for which a person waits', async () => {
    const calls = [take('late', 9), take('early', 2), take('also early', 2), take('person'), take('mid', 5)];
    for (let granted = 1; granted < calls.length; granted++) await ledger.grant();
    ledger.grant();
    await Promise.all(calls);
    assert.deepEqual(admitted, ['person', 'early', 'also early', 'mid', 'late']);
    assert.equal(ledger.reservations, 5);
  });

  it('are reserved one at a time', async () => {
    const calls = [take('a'), take('b'), take('c')];
    assert.equal(ledger.reservations, 1);
    for (let granted = 1; granted < calls.length; granted++) await ledger.grant();
    ledger.grant();
    await Promise.all(calls);
    assert.equal(ledger.reservations, 3);
  });

  it('are given up when their signal says so, and others go on', async () => {
    const gone = new AbortController();
    const left = take('left', 1, gone.signal);
    const stays = take('stays', 2);
    gone.abort(new Error('enough'));
    await assert.rejects(left, /enough/);
    await assert.rejects(take('never', 1, gone.signal), /enough/);
    ledger.grant();
    await stays;
    assert.deepEqual(admitted, ['stays']);
  });

  it('take what was reserved for one that has gone', async () => {
    const gone = new AbortController();
    const left = take('left', 1, gone.signal);
    ledger.grant(60);
    gone.abort(new Error('enough'));
    await assert.rejects(left, /enough/);
    await take('next');
    assert.equal(ledger.reservations, 1);
  });

  it('fail when the ledger does, and can be made again afterwards', async () => {
    const call = take('a');
    ledger.fail(new Error('no database'));
    await assert.rejects(call, /no database/);
    const again = take('b');
    ledger.grant();
    await again;
  });

  it('that were reserved before Kaizala asked for patience are reserved anew after it', async () => {
    const call = take('a');
    const begun = Date.now();
    await budget.pause(200);
    assert.deepEqual(ledger.pauses, [200]);
    await ledger.grant(20);
    assert.deepEqual(admitted, []);
    ledger.grant();
    await call;
    assert.ok(Date.now() - begun >= 195);
  });
});
