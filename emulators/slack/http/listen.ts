import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

/** A server on loopback, and its `host:port`. */
export async function listen(port: number): Promise<{ readonly server: Server; readonly host: string }> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return { server, host: `127.0.0.1:${address.port}` };
}
