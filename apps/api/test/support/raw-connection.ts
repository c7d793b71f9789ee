import { once } from 'node:events';
import { connect, Socket } from 'node:net';

/** A connection on which a test sends bytes as it likes, part by part. */
export class RawConnection {
  /** All that came back so far. */
  received = '';
  isClosed = false;
  private readonly found: number[] = [];
  private searched = 0;

  private constructor(readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (part: Buffer) => (this.received += part.toString('latin1')));
    // That the other side gave up is what some tests are about.
    socket.on('error', () => undefined);
    socket.on('close', () => (this.isClosed = true));
  }

  static async to(baseUrl: string): Promise<RawConnection> {
    const { hostname, port } = new URL(baseUrl);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new RawConnection(socket);
  }

  send(bytes: string | Buffer): void {
    this.socket.write(bytes);
  }

  /** Of the answers that came back, in order. */
  get statuses(): readonly number[] {
    const line = /HTTP\/1\.1 (\d{3}) /g;
    line.lastIndex = this.searched;
    for (let found = line.exec(this.received); found !== null; found = line.exec(this.received)) {
      this.found.push(Number(found[1]));
      this.searched = line.lastIndex;
    }
    return this.found;
  }

  /** Resolves when so many answers have come, or the connection is closed. */
  async answers(count: number): Promise<readonly number[]> {
    while (this.statuses.length < count && !this.isClosed) await this.news();
    return this.statuses;
  }

  /** Resolves with all that came back when the other side has closed the connection. */
  async closed(): Promise<string> {
    while (!this.isClosed) await this.news();
    return this.received;
  }

  /** More has come, or the connection is closed; unlike `once`, no error of the socket is one of whoever waits. */
  private news(): Promise<void> {
    return new Promise((resolve) => {
      const heard = (): void => {
        this.socket.off('data', heard).off('close', heard);
        resolve();
      };
      this.socket.on('data', heard).on('close', heard);
    });
  }

  destroy(): void {
    this.socket.destroy();
  }
}
