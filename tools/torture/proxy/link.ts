import type { Socket } from 'node:net';
import type { Protocol } from './fault-proxy.ts';
import { CommitSpotter, FrameReader, type Frame } from './postgres-frames.ts';

export interface Cut {
  side: 'before' | 'after';
  happened: () => void;
}

interface Terms {
  protocol: Protocol;
  delayMs: () => number;
  /** The cut that is due, if there is one; it is due no more then. */
  nextCut: () => Cut | undefined;
  /** Told how many bytes the process sent. */
  onPass: (bytes: number) => void;
  onClose: () => void;
}

const READY = 'Z';
const COMPLETE = 'C';

/** One connection of a process, and ours to PostgreSQL for it. */
export class Link {
  readonly #client: Socket;
  readonly #target: Socket;
  readonly #terms: Terms;
  readonly #fromClient = new FrameReader(true);
  readonly #fromTarget = new FrameReader(false);
  readonly #commits = new CommitSpotter();
  readonly #held: (() => void)[] = [];
  #isHeld = false;
  #isClosed = false;
  /** Set from when a commit was passed on until its answer, which the process shall not get. */
  #swallowing: { cut: Cut; isDone: boolean } | undefined;
  #lastPassAt = 0;

  constructor(client: Socket, target: Socket, terms: Terms) {
    this.#client = client;
    this.#target = target;
    this.#terms = terms;
    client.on('data', (chunk: Buffer) => this.#pass(() => this.#clientSaid(chunk)));
    target.on('data', (chunk: Buffer) => this.#pass(() => this.#targetSaid(chunk)));
    for (const socket of [client, target]) {
      socket.on('error', () => this.#close());
      socket.on('close', () => this.#close());
    }
    client.on('end', () => this.#pass(() => target.end()));
    target.on('end', () => this.#pass(() => client.end()));
  }

  /** PostgreSQL's `client_port` of it. */
  get port(): number | undefined {
    return this.#target.localPort;
  }

  hold(): void {
    this.#isHeld = true;
  }

  letGo(): void {
    this.#isHeld = false;
    for (const action of this.#held.splice(0)) action();
  }

  reset(): void {
    this.#client.resetAndDestroy();
    this.#target.destroy();
    this.#close();
  }

  /** Now, later, or when the hold ends; always in order. */
  #pass(action: () => void): void {
    const act = () => {
      if (this.#isClosed) return;
      if (this.#isHeld) this.#held.push(act);
      else action();
    };
    const now = performance.now();
    this.#lastPassAt = Math.max(this.#lastPassAt, now + this.#terms.delayMs());
    if (this.#lastPassAt <= now) act();
    else setTimeout(act, this.#lastPassAt - now);
  }

  #clientSaid(chunk: Buffer): void {
    this.#terms.onPass(chunk.length);
    if (this.#terms.protocol === 'anything') {
      this.#target.write(chunk);
      return;
    }
    for (const frame of this.#fromClient.push(chunk)) {
      const cut = this.#commits.isCommit(frame) ? this.#terms.nextCut() : undefined;
      if (cut?.side === 'before') {
        this.reset();
        return cut.happened();
      }
      if (cut) this.#swallowing = { cut, isDone: false };
      this.#target.write(frame.bytes);
    }
  }

  #targetSaid(chunk: Buffer): void {
    if (this.#terms.protocol === 'anything') {
      this.#client.write(chunk);
      return;
    }
    for (const frame of this.#fromTarget.push(chunk)) {
      if (this.#swallowing) this.#swallow(frame, this.#swallowing);
      else this.#client.write(frame.bytes);
      if (this.#isClosed) return;
    }
  }

  #swallow({ type }: Frame, swallowing: { cut: Cut; isDone: boolean }): void {
    if (type === COMPLETE) swallowing.isDone = true;
    if (type !== READY) return;
    this.reset();
    // A commit that PostgreSQL refused was none.
    if (swallowing.isDone) swallowing.cut.happened();
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#client.destroy();
    this.#target.destroy();
    this.#terms.onClose();
  }
}
