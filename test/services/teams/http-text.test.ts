import assert from 'node:assert/strict';
import sinon from 'sinon';
import { httpText } from '../../../services/teams/http-text.ts';
import { ScriptedServer } from '../kaizala/scripted-server.ts';

describe('a request for text', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await ScriptedServer.start();
    server.script('GET /drips', (_request, response) => {
      response.writeHead(200);
      const drops = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drops));
    });
  });
  afterEach(async () => {
    sinon.restore();
    await server.close();
  });

  for (const signal of [undefined, new AbortController().signal]) {
    it(`takes half a minute at most, however slowly its answer comes${signal ? ', also where it can be called off' : ''}`, async () => {
      const { timeout } = AbortSignal;
      const asked = sinon.stub(AbortSignal, 'timeout').callsFake(() => timeout.call(AbortSignal, 100));
      await assert.rejects(httpText(new URL(`${server.url}/drips`), { signal }), { name: 'TimeoutError' });
      assert.deepEqual(asked.args, [[30_000]]);
    });
  }

  it('can be called off', async () => {
    const controller = new AbortController();
    const request = httpText(new URL(`${server.url}/drips`), { signal: controller.signal });
    controller.abort(new Error('called off'));
    await assert.rejects(request, /called off/);
  });
});
