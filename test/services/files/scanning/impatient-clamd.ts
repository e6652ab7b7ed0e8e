import { createServer } from 'node:net';
import { parentPort } from 'node:worker_threads';

/**
 * A scanner that takes no file of a megabyte and hangs up on the rest, as clamd does beyond its StreamMaxLength. A
 * thread of its own: only then does it hang up while a write is going on.
 */
const server = createServer((socket) => {
  let heard = 0;
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    heard += chunk.length;
    if (heard < 1_000_000 || socket.isPaused()) return;
    socket.pause();
    socket.write('INSTREAM size limit exceeded. ERROR\0', () => socket.resetAndDestroy());
  });
});
server.listen(0, '127.0.0.1', () => parentPort?.postMessage(server.address()));
