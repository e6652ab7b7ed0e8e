import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Connections that never get to the end of what they say. */
export class SlowConnections {
  readonly #sockets: Socket[] = [];
  readonly #closings: Promise<void>[] = [];
  readonly #dribble: NodeJS.Timeout;
  #closed = 0;

  /** @param next one more piece of what is never finished, a byte or a header, for all of them twice a second */
  constructor(next: string) {
    this.#dribble = setInterval(() => {
      for (const socket of this.#sockets) if (socket.writable) socket.write(next);
    }, 500);
  }

  /** Resolves once all of them are connected and have said how they begin. */
  async open(count: number, url: URL, beginning: string): Promise<void> {
    for (let opened = 0; opened < count; opened += 50) {
      await Promise.all(
        Array.from({ length: Math.min(50, count - opened) }, () => this.#open(url, beginning)),
      );
    }
  }

  /** How many the server has closed so far. */
  get closed(): number {
    return this.#closed;
  }

  /** Resolves once the server has closed all of them. */
  async allClosed(): Promise<void> {
    await Promise.all(this.#closings);
  }

  end(): void {
    clearInterval(this.#dribble);
    for (const socket of this.#sockets) socket.destroy();
  }

  async #open({ hostname, port }: URL, beginning: string): Promise<void> {
    const socket = connect(Number(port), hostname);
    // A server that closes with an answer may do so while something is being written.
    socket.on('error', () => {});
    const closing = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    socket.resume();
    await once(socket, 'connect');
    socket.write(beginning);
    this.#sockets.push(socket);
    this.#closings.push(closing.then(() => void this.#closed++));
  }
}
