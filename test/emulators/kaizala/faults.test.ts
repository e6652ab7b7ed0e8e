import assert from 'node:assert/strict';
import type { FaultInput } from '../../../emulators/kaizala/faults/fault.ts';
import { assertError } from './support/assert-error.ts';
import { Connector, PHOTO, requestAccessToken } from './support/connector.ts';
import { withEmulator } from './support/with-emulator.ts';

const CREW = 'df91cb37-97bf-4ccd-a8c2-b2a3ba5eac62@1';

const withConnector = (test: (connector: Connector) => Promise<void>) =>
  withEmulator(async (emulator) => test(await Connector.connect(emulator)));

/** The error code that a broken connection gives a client. */
const failure = async (call: Promise<Response>) => {
  try {
    const response = await call;
    await response.text();
    return `answered ${response.status}`;
  } catch (error) {
    return error instanceof Error && error.cause instanceof Error && 'code' in error.cause
      ? error.cause.code
      : error;
  }
};

describe('A fault', () => {
  it('strikes its operation only, after letting some pass, and a number of times', () =>
    withConnector(async (connector) => {
      connector.emulator.faults.add({ kind: 'status', operation: 'groups', status: 503, skip: 1, times: 2 });
      const statuses: number[] = [];
      for (let call = 0; call < 4; call += 1) {
        assert.equal((await requestAccessToken(connector.emulator)).status, 200);
        statuses.push((await connector.call('groups')).status);
      }
      assert.deepEqual(statuses, [200, 503, 503, 200]);
      assert.deepEqual(connector.emulator.faults.list(), []);
    }));

  it('can strike any operation', () =>
    withConnector(async (connector) => {
      connector.emulator.faults.add({ kind: 'status', operation: 'any', status: 500, times: 2 });
      assert.equal((await connector.upload([PHOTO])).status, 500);
      assert.equal((await requestAccessToken(connector.emulator)).status, 500);
    }));

  it('"status" answers the error it was given', () =>
    withConnector(async (connector) => {
      const fault = {
        kind: 'status',
        operation: 'action',
        status: 403,
        errorCode: 'NoAccess',
        message: 'No',
      } as const;
      connector.emulator.faults.add(fault);
      const resource = await connector.uploadedResource([PHOTO]);
      const response = await connector.postAction(CREW, 'Image', resource);
      assert.equal(await assertError(response, 403, 'NoAccess'), 'No');
      assert.deepEqual(connector.emulator.posts(), []);
    }));

  it('"throttle" answers 429 with Retry-After', () =>
    withConnector(async (connector) => {
      connector.emulator.faults.add({ kind: 'throttle', operation: 'media', retryAfter: 7 });
      const response = await connector.upload([PHOTO]);
      assert.equal(response.headers.get('Retry-After'), '7');
      await assertError(response, 429, 'TooManyRequests');
    }));

  it('"move" makes the old endpoint answer 308 for good, and the new one work', () =>
    withConnector(async (connector) => {
      const { emulator, endpointUrl } = connector;
      emulator.faults.add({ kind: 'move', operation: 'media', path: '/kms-beta/' });
      for (let call = 0; call < 2; call += 1) {
        const moved = await connector.upload([PHOTO]);
        assert.equal(moved.headers.get('Location'), `${emulator.url}/kms-beta/`);
        await assertError(moved, 308, 'EndpointMoved');
      }
      connector.endpointUrl = `${emulator.url}/kms-beta/`;
      await connector.share(CREW, 'Image', [PHOTO]);
      assert.equal((await Connector.connect(emulator)).endpointUrl, `${emulator.url}/kms-beta/`);

      emulator.faults.add({ kind: 'move', operation: 'groups', path: '/kms-alpha/' });
      assert.equal((await connector.call('groups')).headers.get('Location'), endpointUrl);
      connector.endpointUrl = endpointUrl;
      assert.equal((await connector.call('groups')).status, 200);
    }));

  it('"invalidToken" makes all tokens stale until a new one is fetched', () =>
    withConnector(async (connector) => {
      connector.emulator.faults.add({ kind: 'invalidToken', operation: 'groups' });
      for (let call = 0; call < 2; call += 1) {
        await assertError(await connector.call('groups'), 401, 'InvalidToken');
      }
      assert.equal((await (await Connector.connect(connector.emulator)).call('groups')).status, 200);
    }));

  it('"reset" breaks the connection and has no effect', () =>
    withConnector(async (connector) => {
      connector.emulator.faults.add({ kind: 'reset', operation: 'action' });
      const resource = await connector.uploadedResource([PHOTO]);
      assert.match(
        String(await failure(connector.postAction(CREW, 'Image', resource))),
        /ECONNRESET|UND_ERR_SOCKET/,
      );
      assert.deepEqual(connector.emulator.posts(), []);
      assert.equal(connector.emulator.requests.at(-1)?.status, undefined);
    }));

  it('"resetAfterEffect" posts and breaks the connection', () =>
    withConnector(async (connector) => {
      connector.emulator.faults.add({ kind: 'resetAfterEffect', operation: 'action' });
      const resource = await connector.uploadedResource([PHOTO]);
      assert.match(
        String(await failure(connector.postAction(CREW, 'Image', resource))),
        /ECONNRESET|UND_ERR_SOCKET/,
      );
      assert.equal(connector.emulator.posts().length, 1);
    }));

  for (const afterEffect of [false, true]) {
    it(`"stall" never answers, ${afterEffect ? 'after' : 'before'} effect`, () =>
      withConnector(async (connector) => {
        const { emulator } = connector;
        emulator.faults.add({ kind: 'stall', operation: 'action', afterEffect });
        const resource = await connector.uploadedResource([PHOTO]);
        const stalled = failure(connector.postAction(CREW, 'Image', resource));
        while (emulator.requests.at(-1)?.operation !== 'action') await new Promise(setImmediate);
        // A whole other call is answered meanwhile.
        assert.equal((await connector.call('groups')).status, 200);
        assert.equal(emulator.posts().length, afterEffect ? 1 : 0);
        assert.equal(await Promise.race([stalled, 'waiting']), 'waiting');
        await emulator.close();
        assert.match(String(await stalled), /ECONNRESET|UND_ERR_SOCKET/);
      }));
  }

  it('"resetThenEffect" breaks the connection first, and posts later', () =>
    withConnector(async (connector) => {
      const { emulator } = connector;
      const resource = await connector.uploadedResource([PHOTO]);
      const posted = new Promise((resolve) => emulator.onPost(resolve));
      emulator.faults.add({ kind: 'resetThenEffect', operation: 'action', delayMs: 200 });
      assert.match(
        String(await failure(connector.postAction(CREW, 'Image', resource, 'at last'))),
        /ECONNRESET|UND_ERR_SOCKET/,
      );
      assert.deepEqual(emulator.posts(), []);
      await posted;
      assert.deepEqual(
        emulator.posts().map(({ caption }) => caption),
        ['at last'],
      );
    }));

  it('"resetThenEffect" takes effect although the emulator is closed', () =>
    withConnector(async (connector) => {
      const { emulator } = connector;
      const resource = await connector.uploadedResource([PHOTO]);
      emulator.faults.add({ kind: 'resetThenEffect', operation: 'action', delayMs: 200 });
      await failure(connector.postAction(CREW, 'Image', resource));
      await emulator.close();
      assert.equal(emulator.posts().length, 1);
    }));

  it('"late" posts at once and answers later', () =>
    withConnector(async (connector) => {
      const { emulator } = connector;
      const resource = await connector.uploadedResource([PHOTO]);
      const posted = new Promise((resolve) => emulator.onPost(resolve));
      emulator.faults.add({ kind: 'late', operation: 'action', lateMs: 200 });
      const answer = connector.postAction(CREW, 'Image', resource);
      await posted;
      const started = performance.now();
      assert.equal((await answer).status, 200);
      assert.ok(performance.now() - started >= 150);
    }));

  it('"late" ends with the emulator', () =>
    withConnector(async (connector) => {
      const { emulator } = connector;
      const resource = await connector.uploadedResource([PHOTO]);
      const posted = new Promise((resolve) => emulator.onPost(resolve));
      emulator.faults.add({ kind: 'late', operation: 'action', lateMs: 60_000 });
      const answer = failure(connector.postAction(CREW, 'Image', resource));
      await posted;
      await emulator.close();
      assert.match(String(await answer), /ECONNRESET|UND_ERR_SOCKET/);
    }));

  it('is counted by its kind when it strikes', () =>
    withConnector(async (connector) => {
      const { faults } = connector.emulator;
      faults.add({ kind: 'status', operation: 'groups', status: 503, times: 2 });
      faults.add({ kind: 'throttle', operation: 'groups', retryAfter: 1 });
      faults.add({ kind: 'nonsense', operation: 'action' });
      for (let call = 0; call < 4; call += 1) await (await connector.call('groups')).text();
      faults.clear();
      assert.deepEqual(
        [...faults.struck],
        [
          ['status', 2],
          ['throttle', 1],
        ],
      );
    }));

  it('"cutBody" posts and sends half of the answer', () =>
    withConnector(async (connector) => {
      connector.emulator.faults.add({ kind: 'cutBody', operation: 'action' });
      const resource = await connector.uploadedResource([PHOTO]);
      const response = await connector.postAction(CREW, 'Image', resource);
      assert.equal(response.status, 200);
      let received = '';
      await assert.rejects(async () => {
        for await (const chunk of response.body ?? []) received += Buffer.from(chunk).toString();
      });
      assert.match(received, /^\{"referenceId":"[^}]*$/);
      assert.equal(connector.emulator.posts().length, 1);
    }));

  it('"nonsense" answers 200 with HTML and has no effect', () =>
    withConnector(async (connector) => {
      connector.emulator.faults.add({ kind: 'nonsense', operation: 'action' });
      const resource = await connector.uploadedResource([PHOTO]);
      const response = await connector.postAction(CREW, 'Image', resource);
      assert.equal(response.status, 200);
      assert.match(await response.text(), /^<!doctype html>/);
      assert.deepEqual(connector.emulator.posts(), []);
    }));

  it('"slow" takes an upload at the given rate', () =>
    withConnector(async (connector) => {
      connector.emulator.faults.add({ kind: 'slow', operation: 'media', bytesPerSecond: 1_000_000 });
      const started = performance.now();
      await connector.uploadedResource([{ ...PHOTO, bytes: new Uint8Array(200_000) }]);
      assert.ok(performance.now() - started >= 190);
    }));

  it('"slow" ends with the emulator', () =>
    withConnector(async (connector) => {
      connector.emulator.faults.add({ kind: 'slow', operation: 'media', bytesPerSecond: 1 });
      const upload = failure(connector.upload([PHOTO]));
      while (connector.emulator.requests.at(-1)?.operation !== 'media') await new Promise(setImmediate);
      await connector.emulator.close();
      assert.match(String(await upload), /ECONNRESET|UND_ERR_SOCKET/);
    }));
});

describe('/emulator/faults', () => {
  const send = (url: string, fault: object) =>
    fetch(`${url}/emulator/faults`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(fault),
    });

  it('plans, lists and clears faults', () =>
    withConnector(async ({ emulator }) => {
      const planned = await send(emulator.url, { kind: 'throttle', operation: 'any', retryAfter: 3 });
      const fault = { kind: 'throttle', operation: 'any', retryAfter: 3, times: 1, skip: 0 };
      assert.equal(planned.status, 201);
      assert.deepEqual(await planned.json(), fault);
      assert.deepEqual(await (await fetch(`${emulator.url}/emulator/faults`)).json(), { faults: [fault] });
      const cleared = await fetch(`${emulator.url}/emulator/faults`, { method: 'DELETE' });
      assert.equal(cleared.status, 204);
      assert.deepEqual(emulator.faults.list(), []);
    }));

  it('refuses a fault that makes no sense', () =>
    withConnector(async ({ emulator }) => {
      const senseless: readonly object[] = [
        {},
        { kind: 'throttle', operation: 'media' },
        { kind: 'reset', operation: 'everything' },
        { kind: 'reset', operation: 'media', times: 0 },
        { kind: 'reset', operation: 'media', after: 1 },
        { kind: 'move', operation: 'media', path: '/emulator/' },
        { kind: 'late', operation: 'media' },
        { kind: 'resetThenEffect', operation: 'action', delayMs: 3_600_000 },
        { kind: 'status', operation: 'media', status: 200 } satisfies FaultInput,
      ];
      for (const fault of senseless)
        await assertError(await send(emulator.url, fault), 400, 'InvalidParameters');
      assert.deepEqual(emulator.faults.list(), []);
    }));
});
