import { Client } from './client';

export interface ServerEvent {
  readonly type: string;
  readonly data: unknown;
}

/** Listens to a stream of server-sent events and keeps what it hears. */
export class SseClient {
  readonly heard: ServerEvent[] = [];
  /** The server, or the test, has closed the stream. */
  isOver = false;
  private readonly stop = new AbortController();
  private reading: Promise<void> = Promise.resolve();

  private constructor(readonly response: Response) {}

  /** Resolves when the stream is open. */
  static async open(
    listener: Client,
    path: string,
    headers: Record<string, string> = {},
  ): Promise<SseClient> {
    const stop = new AbortController();
    const client = new SseClient(await listener.fetch(path, { signal: stop.signal, headers }));
    client.stop.signal.addEventListener('abort', () => stop.abort());
    client.reading = client
      .read()
      .catch(() => undefined)
      .finally(() => (client.isOver = true));
    return client;
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.reading;
  }

  private async read(): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    for await (const part of this.response.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(part, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) this.take(block);
    }
  }

  private take(block: string): void {
    const field = (name: string) =>
      block
        .split('\n')
        .find((line) => line.startsWith(`${name}: `))
        ?.slice(name.length + 2);
    const data = field('data');
    if (data !== undefined) this.heard.push({ type: field('event') ?? 'message', data: JSON.parse(data) });
  }
}
