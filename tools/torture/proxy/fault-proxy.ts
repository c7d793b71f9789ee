import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { Link, type Cut } from './link.ts';

/** `postgres`: what passes is understood message by message, and can be cut at a commit; `anything`: it only passes. */
export type Protocol = 'postgres' | 'anything';

/** Stands between one process and PostgreSQL, or anything else that it needs, and misbehaves when told to. */
export class FaultProxy {
  readonly #server: Server;
  readonly #links = new Set<Link>();
  #delayMs: () => number = () => 0;
  #isBlack = false;
  #isShut = false;
  #passed = 0;
  #cuts: Cut[] = [];

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Listens on a free port of 127.0.0.1. */
  static async open(targetPort: number, protocol: Protocol = 'postgres'): Promise<FaultProxy> {
    const server = createServer({ noDelay: true });
    const proxy = new FaultProxy(server);
    server.on('connection', (client) => {
      if (proxy.#isShut) {
        client.on('error', () => undefined).resetAndDestroy();
        return;
      }
      const target = connect({ host: '127.0.0.1', port: targetPort, noDelay: true });
      const link: Link = new Link(client, target, {
        protocol,
        delayMs: () => proxy.#delayMs(),
        onPass: (bytes) => (proxy.#passed += bytes),
        nextCut: () => proxy.#cuts.shift(),
        onClose: () => proxy.#links.delete(link),
      });
      proxy.#links.add(link);
      if (proxy.#isBlack) link.hold();
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** By which ports PostgreSQL sees the connections of this process. */
  get ports(): number[] {
    return [...this.#links].map((link) => link.port).filter((port) => port !== undefined);
  }

  /** How many bytes the process has sent. */
  get passed(): number {
    return this.#passed;
  }

  /** Every message takes so long more, from now on; 0 ends it. */
  slowDown(delayMs: () => number): void {
    this.#delayMs = delayMs;
  }

  /** Nothing passes any more in either direction, and nobody is told. */
  blackhole(): void {
    this.#isBlack = true;
    for (const link of this.#links) link.hold();
  }

  /** What was held back passes on. */
  endBlackhole(): void {
    this.#isBlack = false;
    for (const link of this.#links) link.letGo();
  }

  /** Resets every connection, and each new one as soon as it is there; answers how many there were. */
  shut(): number {
    this.#isShut = true;
    return this.reset();
  }

  endShut(): void {
    this.#isShut = false;
  }

  /** Nothing misbehaves any more. */
  heal(): void {
    this.slowDown(() => 0);
    this.endShut();
    this.endBlackhole();
  }

  /** Resets every connection; answers how many. */
  reset(): number {
    const links = [...this.#links];
    for (const link of links) link.reset();
    return links.length;
  }

  /**
   * Cuts the connection at the next commit that passes: `before` PostgreSQL hears of it, or `after` it has committed
   * and before the process hears of that. Resolves when it happened, with false when it did not within `withinMs`.
   */
  cutAtCommit(side: 'before' | 'after', withinMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (happened: boolean) => {
        clearTimeout(timer);
        this.#cuts = this.#cuts.filter((one) => one !== cut);
        resolve(happened);
      };
      const cut: Cut = { side, happened: () => end(true) };
      const timer = setTimeout(() => end(false), withinMs);
      this.#cuts.push(cut);
    });
  }

  async close(): Promise<void> {
    for (const link of this.#links) link.reset();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
