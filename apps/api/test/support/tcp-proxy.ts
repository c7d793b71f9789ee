import { once } from 'node:events';
import { connect, createServer, Server, Socket } from 'node:net';
import { freePort } from './processes';

/**
 * The way to a server, which a test can cut (nobody listens), shut (whoever comes is turned away), block (nothing passes),
 * silence (no answer passes) and mend.
 */
export class TcpProxy {
  private readonly sockets = new Set<Socket>();
  private server: Server;
  private isBlocked = false;
  private isSilent = false;
  private isShut = false;
  private port: number;

  private constructor(
    private readonly host: string,
    private readonly targetPort: number,
  ) {}

  /** A way to the server that this URL names. */
  static async to(url: string): Promise<TcpProxy> {
    const { hostname, port } = new URL(url);
    const proxy = new TcpProxy(hostname, Number(port));
    // One that nobody else is given while the way is cut.
    proxy.port = await freePort();
    await proxy.listen();
    return proxy;
  }

  /** The same URL, by this way. */
  through(url: string): string {
    const way = new URL(url);
    way.host = `127.0.0.1:${this.port}`;
    return way.href.replace(/\/$/, '');
  }

  /** Connections break, and new ones are refused. */
  async cut(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** Connections break, and new ones are closed as soon as they are there. */
  shut(): void {
    this.isShut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  /** Connections stay, and nothing passes. */
  block(): void {
    this.isBlocked = true;
    for (const socket of this.sockets) socket.pause();
  }

  /** What is asked arrives, and what is answered does not. */
  silence(): void {
    this.isSilent = true;
  }

  async mend(): Promise<void> {
    if (!this.server.listening) await this.listen();
    this.isShut = false;
    if (!this.isBlocked && !this.isSilent) return;
    this.isBlocked = false;
    this.isSilent = false;
    // What stood still for so long is not picked up again: a real way back is a new connection.
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    if (this.server.listening) await this.cut();
  }

  private async listen(): Promise<void> {
    this.server = createServer((incoming) => this.forward(incoming));
    // A spec that fails before it can close this one must not keep the whole run from ending.
    this.server.unref().listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  private forward(incoming: Socket): void {
    if (this.isShut) return void incoming.destroy();
    const outgoing = connect(this.targetPort, this.host);
    for (const [socket, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      this.sockets.add(socket);
      socket.on('data', (part) => {
        if (!this.isSilent || socket === incoming) other.write(part);
      });
      socket.on('error', () => socket.destroy());
      socket.on('end', () => other.end());
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
      if (this.isBlocked) socket.pause();
    }
  }
}
