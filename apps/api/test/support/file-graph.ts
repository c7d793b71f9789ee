import { once } from 'node:events';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';

export type Bytes = (response: ServerResponse, mediaId: string) => void;

/** Graph where files are concerned, with the answers that a test wants. Every file is at `/bytes/{id}` of the same host. */
export class FileGraph {
  /** Ids whose bytes were asked for, in that order. */
  readonly asked: string[] = [];
  /** By default three bytes. */
  bytes: Bytes = (response) => response.end('abc');
  /** More of the description, or an error with its status. */
  description: (mediaId: string) => Record<string, unknown> & { status?: number } = () => ({});
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => this.answer(request, response));
  }

  static async start(): Promise<FileGraph> {
    const graph = new FileGraph();
    graph.server.unref().listen(0, '127.0.0.1');
    await once(graph.server, 'listening');
    return graph;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private answer({ url = '' }: IncomingMessage, response: ServerResponse): void {
    const [, place, id = ''] = /^\/(?:v[\d.]+|(bytes))\/([^?]*)/.exec(url) ?? [];
    if (place === 'bytes') {
      this.asked.push(id);
      this.bytes(response, id);
      return;
    }
    const { status = 200, ...more } = this.description(id);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ url: `${this.url}/bytes/${id}`, mime_type: 'video/mp4', id, ...more }));
  }
}
