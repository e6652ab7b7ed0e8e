import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';

/** Listens at every address of this machine and counts who comes by. */
export class Tripwire {
  readonly port: number;
  connections = 0;
  bytes = 0;
  readonly #servers: Server[] = [];

  private constructor(port: number) {
    this.port = port;
  }

  /** Also at ports 80 and 443, where this machine lets it. */
  static async set(): Promise<Tripwire> {
    const probe = createServer().listen(0, '0.0.0.0');
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    probe.close();
    await once(probe, 'close');
    const tripwire = new Tripwire(port);
    await tripwire.#listen(port, '0.0.0.0');
    for (const [other, host] of [
      [port, '::'],
      [80, '0.0.0.0'],
      [80, '::'],
      [443, '0.0.0.0'],
      [443, '::'],
    ] as const) {
      await tripwire.#listen(other, host).catch(() => {});
    }
    return tripwire;
  }

  async remove(): Promise<void> {
    await Promise.all(this.#servers.map((server) => new Promise<void>((done) => server.close(() => done()))));
  }

  async #listen(port: number, host: string): Promise<void> {
    const server = createServer((socket) => {
      this.connections++;
      socket.on('data', ({ length }) => {
        this.bytes += length;
        socket.destroy();
      });
      socket.on('error', () => {});
    }).listen({ port, host, ipv6Only: host === '::' });
    await once(server, 'listening');
    this.#servers.push(server);
  }
}
