import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { stopTellingPeers, tellPeers } from './forwarded-for';

let server: Server;
let seen: IncomingHttpHeaders;

beforeAll(async () => {
  tellPeers();
  server = createServer((request, response) => {
    seen = request.headers;
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  // Every server of this process is told, those of other specs too.
  stopTellingPeers();
  await new Promise((resolve) => server.close(resolve));
});

async function ask(...headers: string[]): Promise<string | string[] | undefined> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.end(['GET / HTTP/1.1', 'Host: x', 'Connection: close', ...headers, '', ''].join('\r\n'));
  socket.resume();
  await once(socket, 'close');
  return seen['x-forwarded-for'];
}

describe('where a request came from', () => {
  it('is the address of whoever is connected', async () => {
    expect(await ask()).toBe('127.0.0.1');
  });

  it('comes last, after whatever the caller says', async () => {
    expect(await ask('X-Forwarded-For: 203.0.113.7')).toBe('203.0.113.7, 127.0.0.1');
    expect(await ask('X-Forwarded-For: 203.0.113.7', 'x-forwarded-for: a, b')).toBe(
      '203.0.113.7, a, b, 127.0.0.1',
    );
  });
});
