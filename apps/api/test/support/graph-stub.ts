import { once } from 'node:events';
import { createServer, IncomingMessage, Server } from 'node:http';

export interface GraphRequest {
  readonly phoneNumberId: string;
  readonly to: string;
  readonly body: string;
  /** Our message id. */
  readonly callbackData: string;
  readonly accessToken: string;
}

/** Graph with the answers that a test wants: by default it accepts, with an id made of our own. */
export class GraphStub {
  readonly requests: GraphRequest[] = [];
  url = '';
  /** The wamid for a message. */
  wamidFor: (request: GraphRequest) => string = ({ callbackData }) => `wamid.${callbackData}`;
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      // It keeps no files.
      if (request.method === 'GET') {
        response.writeHead(404, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ error: { code: 100, message: 'Unsupported get request.' } }));
        return;
      }
      void this.read(request).then((message) => {
        this.requests.push(message);
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ messages: [{ id: this.wamidFor(message) }] }));
      });
    });
  }

  static async start(): Promise<GraphStub> {
    const graph = new GraphStub();
    // A spec that fails before it can stop this one must not keep the whole run from ending.
    graph.server.unref().listen(0, '127.0.0.1');
    await once(graph.server, 'listening');
    graph.url = `http://127.0.0.1:${(graph.server.address() as { port: number }).port}`;
    return graph;
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async read(request: IncomingMessage): Promise<GraphRequest> {
    let text = '';
    for await (const part of request) text += String(part);
    const { to, text: content, biz_opaque_callback_data: callbackData } = JSON.parse(text);
    const phoneNumberId = request.url?.split('/')[2] ?? '';
    const accessToken = request.headers.authorization?.replace('Bearer ', '') ?? '';
    return { phoneNumberId, to, body: content.body, callbackData, accessToken };
  }
}
