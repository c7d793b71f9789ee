import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Any other refusal (a machine without IPv6, say) is not about the port. */
const REFUSALS: Record<string, PortState> = { EADDRINUSE: 'taken', EACCES: 'forbidden' };

/** Below those that systems give to whoever names none: of these nobody gets one by chance before it is used. */
const FIRST_PORT = 10_000;
const PORTS = 20_000;
let turn = randomInt(PORTS);

export type PortState = 'free' | 'taken' | 'forbidden';

/** Whether we could listen on this port of 127.0.0.1 now, with nobody else answering for `localhost`. */
export async function stateOfPort(port: number): Promise<PortState> {
  const state = await tryToListen(port, '127.0.0.1');
  return state === 'free' ? tryToListen(port, '::1') : state;
}

/** A port that was free a moment ago, and each time another. */
export async function findFreePort(): Promise<number> {
  for (;;) {
    turn = (turn + 1) % PORTS;
    const port = FIRST_PORT + turn;
    if ((await stateOfPort(port)) === 'free') return port;
  }
}

function tryToListen(port: number, host: string): Promise<PortState> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code }: NodeJS.ErrnoException) => resolve(REFUSALS[code ?? ''] ?? 'free'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve('free')));
  });
}
