import { FastifyInstance } from 'fastify';
import { Problem } from '../../kernel/problem';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Tells a wrong method (405, with those that are right) from a wrong address (404). */
export class KnownRoutes {
  private readonly routes: { readonly pattern: RegExp; readonly method: string }[] = [];

  /** `path` as the router knows it: `/api/v1/channels/:channelId`. */
  add(path: string, methods: string | readonly string[]): void {
    const pattern = new RegExp(`^${path.split('/').map(segment).join('/')}$`);
    for (const method of [methods].flat()) this.routes.push({ pattern, method });
  }

  methodsAt(path: string): string[] {
    const found = this.routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    return [...new Set(found)].sort();
  }
}

function segment(text: string): string {
  if (text.startsWith(':')) return '[^/]+';
  return text === '*' ? '.*' : text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** Call it before the first route is made. */
export function installMethodCheck(server: FastifyInstance): void {
  const known = new KnownRoutes();
  server.addHook('onRoute', ({ url, method }) => known.add(url, method));
  server.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) return done();
    const path = request.url.split('?', 1)[0] ?? '';
    const allowed = known.methodsAt(path);
    if (allowed.length === 0 && METHODS.includes(request.method)) return done();
    void reply.header('allow', allowed.join(', '));
    done(new Problem(405, 'method_not_allowed', 'This address does not take that method.'));
  });
}
