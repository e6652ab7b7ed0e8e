import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { Setting } from './setting.ts';

const MIB = 1024 * 1024;

describe('uploadMedia of a large file', () => {
  let setting: Setting;
  beforeEach(async () => {
    setting = await Setting.start();
  });
  afterEach(() => setting.stop());

  it('reads no more than a few megabytes ahead of the peer', async () => {
    const size = 64 * MIB;
    const chunk = Buffer.alloc(64 * 1024);
    let pulled = 0;
    let taken = 0;
    let furthestAhead = 0;
    const source = new Readable({
      read() {
        pulled += chunk.length;
        furthestAhead = Math.max(furthestAhead, pulled - taken);
        this.push(pulled > size ? null : chunk);
      },
    });
    setting.server.script('POST /v1/media', async (request, response) => {
      for await (const part of request) {
        taken += part.length;
        // A slow reader: every other turn of the event loop goes to the sender alone.
        await setImmediate();
      }
      response.end('{"mediaResource":"large"}');
      await once(response, 'finish');
    });
    assert.equal(await setting.client().uploadMedia([{ name: 'a.mp4', size, open: () => source }]), 'large');
    assert.ok(taken > size);
    // Most of it lies in the system's socket buffers, which on loopback hold several megabytes.
    assert.ok(furthestAhead < 12 * MIB, `${furthestAhead} bytes ahead`);
  });
});
