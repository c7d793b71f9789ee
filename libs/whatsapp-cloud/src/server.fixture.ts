import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Server as TcpServer, Socket } from 'node:net';
import { GraphClient, type GraphClientOptions } from './graph-client';
import { ManagementClient } from './management/management-client';

export const TOKEN = 'EAAtoken123';
export const CREDENTIALS = { phoneNumberId: '106540352242922', accessToken: TOKEN };
/** For tests in which nobody is to be given up, however busy the machine is. */
export const PATIENT = { connectMs: 30_000, headersMs: 30_000, bodyMs: 30_000, totalMs: 60_000 };

/** Servers and clients of one spec file, which all end after each test. */
export class Servers {
  private readonly open: { close(): unknown }[] = [];

  async closeAll(): Promise<void> {
    for (const resource of this.open.splice(0).reverse()) await resource.close();
  }

  /** The address of a server that has begun to listen. */
  async listening<T extends Server | TcpServer>(server: T): Promise<string> {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)));
    this.open.push({ close: () => new Promise((resolve) => server.close(resolve)) });
    this.open.push({ close: () => sockets.forEach((socket) => socket.destroy()) });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  http(handler: RequestListener): Promise<string> {
    return this.listening(createServer(handler));
  }

  client(baseUrl: string, options: Partial<GraphClientOptions> = {}): GraphClient {
    return this.closing(new GraphClient({ baseUrl, version: 'v25.0', timeouts: PATIENT, ...options }));
  }

  management(baseUrl: string, options: Partial<GraphClientOptions> = {}): ManagementClient {
    return this.closing(new ManagementClient({ baseUrl, version: 'v25.0', timeouts: PATIENT, ...options }));
  }

  closing<T extends { close(): unknown }>(resource: T): T {
    this.open.push(resource);
    return resource;
  }
}

export const answering =
  (status: number, headers: Record<string, string>, body: string | Buffer): RequestListener =>
  (request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(status, headers).end(body));
  };
