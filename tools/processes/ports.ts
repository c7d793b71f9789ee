import { createServer } from 'node:net';

/** Any other refusal (a machine without IPv6, say) is not about the port. */
const REFUSALS: Record<string, PortState> = { EADDRINUSE: 'taken', EACCES: 'forbidden' };

export type PortState = 'free' | 'taken' | 'forbidden';

/** Whether we could listen on this port of 127.0.0.1 now, with nobody else answering for `localhost`. */
export async function stateOfPort(port: number): Promise<PortState> {
  const state = await tryToListen(port, '127.0.0.1');
  return state === 'free' ? tryToListen(port, '::1') : state;
}

/** A port of 127.0.0.1 that was free a moment ago. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

function tryToListen(port: number, host: string): Promise<PortState> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code }: NodeJS.ErrnoException) => resolve(REFUSALS[code ?? ''] ?? 'free'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve('free')));
  });
}
