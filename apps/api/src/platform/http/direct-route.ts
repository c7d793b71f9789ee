import { IncomingMessage } from 'node:http';
import { RouteConfig } from '@nestjs/platform-fastify';
import { BodyReader } from './body-reader';
import { ANY_QUERY } from './query-names';
import { UNCOUNTED } from './rate-limits/rate-limits';
import { ROUTE_ACCESS, RouteAccess } from './route-access';

type Controller = abstract new (...dependencies: never[]) => object;

/** What the config of a direct route says. */
export interface DirectRoute {
  readonly controller: Controller;
  readonly handler: string | symbol;
}

/** The handler of a direct route: answers the text of a 200. @throws Problem */
export type DirectHandler = (request: DirectRequest) => Promise<string>;

/**
 * For a route whose requests come by the thousand. Nothing of NestJS and Fastify runs for it, no guard either, so it must
 * be public and prove its caller itself (docs/adr/0014); its other decorators say what it is, as everywhere.
 */
export const Direct =
  (): MethodDecorator =>
  (target, handler, descriptor): void => {
    const direct: DirectRoute = { controller: target.constructor as Controller, handler };
    RouteConfig({ direct, ...UNCOUNTED, ...ANY_QUERY })(target, handler, descriptor);
  };

/** What the handler of a direct route gets. */
export class DirectRequest {
  constructor(
    readonly id: string,
    private readonly raw: IncomingMessage,
    private readonly bodies: BodyReader,
    private readonly addressOf: (request: IncomingMessage) => string | undefined,
  ) {}

  /** As node:http has it: what came twice is one text, with a comma between. */
  header(name: string): string | undefined {
    const value = this.raw.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  /** Where it came from, as far as we believe those who passed it on. */
  get address(): string | undefined {
    return this.addressOf(this.raw);
  }

  /** The bytes that arrived, whatever they are. @throws Problem 413 beyond so many, 503, BrokenOff */
  body(maxBytes: number): Promise<Buffer> {
    return this.bodies.read(this.raw, maxBytes);
  }
}

export function directRouteOf(config: unknown): DirectRoute | undefined {
  return (config as { direct?: DirectRoute } | undefined)?.direct;
}

/** @throws Error where a guard would have to decide */
export function assertPublic({ controller, handler }: DirectRoute): void {
  const method = (controller.prototype as Record<string | symbol, object>)[handler] as object;
  const access = (Reflect.getMetadata(ROUTE_ACCESS, method) ??
    Reflect.getMetadata(ROUTE_ACCESS, controller)) as RouteAccess | undefined;
  if (access?.kind !== 'public')
    throw new Error(`${controller.name}.${String(handler)} is direct, so it must be public.`);
}
