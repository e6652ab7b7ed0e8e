import { once } from 'node:events';
import type { Server } from 'node:http';

/** Starts listening and returns the port. Throws an error that says what to do if the port is taken. */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new Error(`Port ${port} on ${host} is in use. Stop what uses it, or choose another port.`, {
        cause: error,
      });
    }
    throw error;
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}
