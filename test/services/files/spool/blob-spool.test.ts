import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { BlobServiceClient, ContainerSASPermissions } from '@azure/storage-blob';
import { BridgeError } from '../../../../services/errors.ts';
import { openBlobSpool } from '../../../../services/files/spool/blob-spool.ts';
import type { Spool } from '../../../../services/files/spool/spool.ts';
import { SpoolUnavailableError } from '../../../../services/files/spool/spool-errors.ts';
import { Azurite } from '../../../support/azurite.ts';
import { behavesAsSpool, bytesOf, keysOf } from './spool-contract.ts';

const MIB = 1024 * 1024;
const KEY = Buffer.from('MARKED-account-key').toString('base64');

describe('the spool in Azure Blob Storage', () => {
  let azurite: Azurite;
  let container: string;
  let spool: Spool;
  before(async () => {
    azurite = await Azurite.start();
  });
  after(() => azurite.stop());
  beforeEach(async () => {
    container = `spool-${randomUUID()}`;
    spool = await openBlobSpool(azurite.connectionString, container);
  });

  behavesAsSpool(() => spool);

  it('creates its container however many start at once, and shares it among them', async () => {
    const name = `spool-${randomUUID()}`;
    const [first, ...others] = await Promise.all(
      Array.from({ length: 5 }, () => openBlobSpool(azurite.connectionString, name)),
    );
    await first?.write('a', bytesOf('shared'));
    for (const other of others) assert.equal(await text(other.open('a')), 'shared');
  });

  it('lists more entries than fit on one page', async () => {
    const keys = Array.from({ length: 501 }, (_, index) => `k${String(index).padStart(3, '0')}`);
    for (let start = 0; start < keys.length; start += 20) {
      await Promise.all(keys.slice(start, start + 20).map((key) => spool.write(key, bytesOf(key))));
    }
    assert.deepEqual(await keysOf(spool), keys);
  }).timeout(40_000);

  it('does not go on with another entry when the one that is read is replaced', async () => {
    async function* large(): AsyncGenerator<Uint8Array> {
      for (let part = 0; part < 3; part++) yield randomBytes(MIB);
    }
    await spool.write('a', large());
    const reading = spool.open('a');
    await once(reading, 'readable');
    await spool.write('a', large());
    await assert.rejects(reading.toArray(), SpoolUnavailableError);
  });

  it('works with a signature for one container, which may not create it', async () => {
    const service = BlobServiceClient.fromConnectionString(azurite.connectionString);
    const url = new URL(
      await service.getContainerClient(container).generateSasUrl({
        permissions: ContainerSASPermissions.parse('rwdl'),
        expiresOn: new Date(Date.now() + 60_000),
      }),
    );
    const connectionString = `BlobEndpoint=${azurite.url};SharedAccessSignature=${url.search.slice(1)}`;
    const restricted = await openBlobSpool(connectionString, container);
    await restricted.write('a', bytesOf('signed'));
    assert.equal(await text(restricted.open('a')), 'signed');
    await restricted.remove('a');
    const elsewhere = openBlobSpool(connectionString, `spool-${randomUUID()}`);
    await assert.rejects(elsewhere, SpoolUnavailableError);
  });

  it('says at the start that a key is wrong, and does not repeat it', async () => {
    const wrong = azurite.connectionString.replace(/AccountKey=[^;]+/, `AccountKey=${KEY}`);
    const failure = await openBlobSpool(wrong, container).catch((error: unknown) => error);
    assert.ok(failure instanceof SpoolUnavailableError);
    assert.match(
      failure.message,
      new RegExp(`${container}.*\\(AuthorizationFailure: .*AZURE_STORAGE_CONNECTION_STRING`),
    );
    assert.ok(failure.cause instanceof Error);
    assert.ok(!inspect(failure, { depth: 9 }).includes(KEY));
  });

  it('says at the start that a connection string is none, and does not repeat it', async () => {
    const failure = await openBlobSpool(`AccountKey=${KEY}`, container).catch((error: unknown) => error);
    assert.ok(failure instanceof SpoolUnavailableError);
    assert.ok(!inspect(failure, { depth: 9 }).includes(KEY));
  });

  describe('behind a server that takes everything and then stops answering', () => {
    let server: Server;
    let silent: Spool;
    let isSilent: boolean;
    let requests: string[];
    beforeEach(async () => {
      requests = [];
      isSilent = false;
      server = createServer((request, response) => {
        requests.push(request.method ?? '');
        request.resume();
        if (!isSilent) request.on('end', () => response.writeHead(201).end());
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      silent = await openBlobSpool(
        `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=${KEY};BlobEndpoint=http://127.0.0.1:${port}/a`,
        'spool',
      );
      isSilent = true;
      requests = [];
    });
    afterEach(() => {
      server.close();
      server.closeAllConnections();
    });

    it('asks for nothing before it is read', async () => {
      const stream = silent.open('a');
      await new Promise(setImmediate);
      assert.deepEqual(requests, []);
      stream.destroy();
    });

    it('lets go of the connection when it is no longer read', async () => {
      const stream = silent.open('a');
      const [request] = await Promise.all([once(server, 'request'), stream.read()]);
      const [{ socket }] = request as [{ socket: NodeJS.EventEmitter }];
      const closed = once(socket, 'close');
      stream.destroy();
      await closed;
    });

    it('takes no more than two mebibytes of bytes that it can’t send', async () => {
      let given = 0;
      const isStuck = Promise.withResolvers<void>();
      async function* endless(): AsyncGenerator<Uint8Array> {
        for (;;) {
          if (given >= 2 * MIB) isStuck.resolve();
          given += 64 * 1024;
          yield Buffer.alloc(64 * 1024);
        }
      }
      const written = silent.write('a', endless()).catch((error: unknown) => error);
      await once(server, 'request');
      for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
      assert.ok(given <= 2 * MIB, `${given} bytes were taken`);
      server.closeAllConnections();
      server.close();
      assert.ok((await written) instanceof SpoolUnavailableError);
    }).timeout(40_000);

    it('calls off what it sends when the bytes break off', async () => {
      const asked = once(server, 'request');
      async function* bytes(): AsyncGenerator<Uint8Array> {
        yield Buffer.alloc(MIB);
        const [{ socket }] = (await asked) as [{ socket: NodeJS.EventEmitter }];
        closed = once(socket, 'close');
        throw new Error('broken off');
      }
      let closed: Promise<unknown> = Promise.reject(new Error('Nothing was sent.'));
      closed.catch(() => {});
      await assert.rejects(silent.write('a', bytes()), /broken off/);
      await closed;
    });

    it('says that the storage does not answer once it has gone', async () => {
      server.closeAllConnections();
      server.close();
      const failure = await text(silent.open('a')).catch((error: unknown) => error);
      assert.ok(failure instanceof BridgeError);
      assert.deepEqual([failure.code, failure.recovery.action], ['spool.unavailable', 'retry']);
    });
  });
});
