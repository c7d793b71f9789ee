/** One message of PostgreSQL's protocol (version 3), whole. */
export interface Frame {
  /** Its letter; '' for the first message of a connection, which has none. */
  type: string;
  bytes: Buffer;
}

/** Cuts a stream of bytes into messages. */
export class FrameReader {
  #unread: Buffer = Buffer.alloc(0);
  #isFirst: boolean;

  /** @param hasStartup whether the first message has no letter, as from a client */
  constructor(hasStartup: boolean) {
    this.#isFirst = hasStartup;
  }

  push(chunk: Buffer): Frame[] {
    this.#unread = this.#unread.length === 0 ? chunk : Buffer.concat([this.#unread, chunk]);
    const frames: Frame[] = [];
    let start = 0;
    for (;;) {
      const head = this.#isFirst ? 0 : 1;
      if (this.#unread.length < start + head + 4) break;
      const end = start + head + this.#unread.readUInt32BE(start + head);
      if (this.#unread.length < end) break;
      const type = this.#isFirst ? '' : String.fromCharCode(this.#unread[start] as number);
      frames.push({ type, bytes: this.#unread.subarray(start, end) });
      this.#isFirst = false;
      start = end;
    }
    this.#unread = this.#unread.subarray(start);
    return frames;
  }
}

/** The text from `offset` to the next zero, and where that is. */
function textAt(bytes: Buffer, offset: number): { text: string; end: number } {
  const end = bytes.indexOf(0, offset);
  return { text: bytes.toString('utf8', offset, end), end };
}

const HEAD = 5;
const COMMIT = /^\s*(commit|end)\b/i;
const BEGIN = /^\s*(begin|start transaction)\b/i;
const READS_ONLY = /^[^;]*\bread only\b/i;
const ROLLBACK = /^\s*rollback\s*;?\s*$/i;
const WRITES = /^\s*(insert|update|delete|with)\b/i;

/**
 * Follows what a client sends and says which of its messages ends in a commit: COMMIT itself, unless of a transaction
 * that only reads, or the Sync after a statement that writes outside of a transaction.
 */
export class CommitSpotter {
  readonly #texts = new Map<string, string>();
  #bound = '';
  #executed: string | undefined;
  #isInTransaction = false;
  #readsOnly = false;

  /** To be told every message of the client, in order. */
  isCommit({ type, bytes }: Frame): boolean {
    if (type === 'Q') return this.#ran(textAt(bytes, HEAD).text);
    if (type === 'P') {
      const name = textAt(bytes, HEAD);
      this.#texts.set(name.text, textAt(bytes, name.end + 1).text);
    } else if (type === 'B') {
      const portal = textAt(bytes, HEAD);
      this.#bound = this.#texts.get(textAt(bytes, portal.end + 1).text) ?? '';
    } else if (type === 'E') {
      this.#executed = this.#bound;
    } else if (type === 'S') {
      const executed = this.#executed;
      this.#executed = undefined;
      return (
        executed !== undefined && (this.#ran(executed) || (!this.#isInTransaction && WRITES.test(executed)))
      );
    }
    return false;
  }

  #ran(text: string): boolean {
    const isCommit = COMMIT.test(text);
    if (isCommit || ROLLBACK.test(text)) this.#isInTransaction = false;
    else if (BEGIN.test(text)) {
      this.#isInTransaction = true;
      this.#readsOnly = READS_ONLY.test(text);
    }
    return isCommit && !this.#readsOnly;
  }
}
