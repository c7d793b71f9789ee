import { FastifyRequest } from 'fastify';

/** A request, with the tenant that the access guard found for it. */
export interface AuthorisedRequest extends FastifyRequest {
  tenantId?: string;
}
