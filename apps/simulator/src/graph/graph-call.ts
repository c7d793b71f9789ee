import type { FastifyRequest } from 'fastify';
import type { Faults } from '../faults/faults';
import type { Limits } from '../limits/limits';
import type { GraphMedia } from '../media/graph-media.routes';
import type { Numbers } from '../numbers';
import { field, textOrNull } from '../sends/parameter';
import type { Subscriptions } from '../subscriptions';
import type { Templates } from '../templates/templates';

/** All that Graph knows and minds. */
export interface GraphAccess {
  accessToken: string;
  numbers: Numbers;
  media: GraphMedia;
  templates: Templates;
  subscriptions: Subscriptions;
  limits: Limits;
  faults: Faults;
  statuses: { tellNow(wamid: string): Promise<void> };
}

export interface GraphParams {
  version: string;
  '*': string;
}

export type GraphRequest = FastifyRequest<{ Params: GraphParams }>;

/** The parts of a path behind the version. */
export function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

/** From the header, or from the query as Graph also allows; null when there is none. */
export function tokenOf(request: FastifyRequest): string | null {
  const [, bearer] = /^(?:Bearer|OAuth)\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '') ?? [];
  return bearer ?? textOrNull(field(request.query, 'access_token'));
}

/** The body as JSON; undefined when it is none. */
export function jsonOf(request: FastifyRequest): unknown {
  try {
    return typeof request.body === 'string' ? JSON.parse(request.body) : undefined;
  } catch {
    return undefined;
  }
}
