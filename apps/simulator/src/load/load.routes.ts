import type { FastifyInstance } from 'fastify';
import type { Load } from './load';
import { loadRequest, type LoadRequest } from './load-request';

/** Many people at once: `POST` begins, `GET` tells how far it is, `DELETE` ends it. */
export function loadRoutes(app: FastifyInstance, load: Load): void {
  app.get('/sim/load', () => load.state());

  app.post<{ Body: LoadRequest }>('/sim/load', { schema: { body: loadRequest } }, (request, reply) => {
    if (request.body.batchMax < request.body.batchMin)
      return reply.code(400).send({ error: 'batchMax is less than batchMin' });
    if (!load.start(request.body)) return reply.code(409).send({ error: 'a load is running already' });
    return reply.code(201).send(load.state());
  });

  app.delete('/sim/load', () => {
    load.stop();
    return load.state();
  });
}
