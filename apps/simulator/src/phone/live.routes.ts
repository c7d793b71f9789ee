import type { FastifyInstance } from 'fastify';
import type { ServerResponse } from 'node:http';
import type { People } from '../people/people';

const PING_MS = 15_000;
const MAX_UNREAD_BYTES = 1024 * 1024;

/** `GET /sim/events`: one `chat` event per change of a chat. A page that reads too slowly is cut off and comes back. */
export function liveRoutes(app: FastifyInstance, people: People): void {
  const streams = new Set<ServerResponse>();

  app.get('/sim/events', (request, reply) => {
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    stream.write('retry: 1000\n\n');
    streams.add(stream);
    const stopWatching = people.watch((change) => {
      if (stream.writableLength > MAX_UNREAD_BYTES) stream.destroy();
      else stream.write(`event: chat\ndata: ${JSON.stringify(change)}\n\n`);
    });
    const ping = setInterval(() => stream.write(': ping\n\n'), PING_MS);
    request.raw.on('close', () => {
      clearInterval(ping);
      stopWatching();
      streams.delete(stream);
    });
  });

  app.addHook('preClose', (done) => {
    for (const stream of streams) stream.end();
    done();
  });
}
