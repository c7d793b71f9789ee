import { Injectable } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { notFound, Problem } from '../../kernel/problem';
import { Permission } from '../../tenancy';
import { ApiKeysService } from '../api-keys/api-keys.service';
import { SessionsService } from '../sessions/sessions.service';
import { Principal, Program, SignedInPerson } from './principal';

/** The tenant that a signed-in person asks about, by its slug. It chooses among their own; it grants nothing. */
const TENANT_HEADER = 'parley-tenant';
/** Give a route this config (`@RouteConfig`) when browsers cannot send it a header (EventSource): `?tenant=slug`. */
export const TENANT_IN_QUERY = { tenantInQuery: true, alsoQuery: 'tenant' } as const;

const BEARER = /^Bearer ([\x21-\x7e]+)$/i;

/** Finds out who calls: a program by its key, a person by their session. */
@Injectable()
export class Callers {
  constructor(
    private readonly sessions: SessionsService,
    private readonly keys: ApiKeysService,
  ) {}

  /** @throws Problem 401 when nobody could be made out, 404 for a tenant that is not theirs */
  async identify(request: FastifyRequest, reply: FastifyReply, needsTenant: boolean): Promise<Principal> {
    const slug = slugIn(request);
    const { authorization } = request.headers;
    if (authorization !== undefined) return this.program(authorization, slug, request.ip);
    return this.person(request, reply, slug, needsTenant);
  }

  /** Whether the key of a request that was let in still holds that permission. */
  async keyHolds({ headers, ip }: FastifyRequest, permission: Permission): Promise<boolean> {
    try {
      return (await this.program(headers.authorization ?? '', undefined, ip)).scopes.includes(permission);
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return false;
      throw error;
    }
  }

  private async program(authorization: string, slug: string | undefined, address: string): Promise<Program> {
    const token = BEARER.exec(authorization)?.[1];
    const program = token === undefined ? null : await this.keys.find(token, address);
    if (program === null) throw new Problem(401, 'invalid_api_key', 'This API key is not valid.');
    if (slug !== undefined && slug !== program.tenantSlug) {
      throw new Problem(403, 'tenant_mismatch', 'This API key belongs to another tenant.');
    }
    return program;
  }

  private async person(
    request: FastifyRequest,
    reply: FastifyReply,
    slug: string | undefined,
    needsTenant: boolean,
  ): Promise<SignedInPerson> {
    const person = await this.sessions.find(request, reply, needsTenant ? slug : undefined);
    if (person === null) throw new Problem(401, 'sign_in_required', 'Please sign in.');
    if (!needsTenant || person.member !== undefined) return person;
    if (slug !== undefined) throw notFound('tenant');
    throw new Problem(
      400,
      'tenant_required',
      'Please say which tenant this is about.',
      `Send its slug as ${TENANT_HEADER}.`,
    );
  }
}

function slugIn(request: FastifyRequest): string | undefined {
  const header = request.headers[TENANT_HEADER];
  if (typeof header === 'string') return header;
  const { tenantInQuery } = (request.routeOptions.config ?? {}) as { tenantInQuery?: boolean };
  const { tenant } = request.query as { tenant?: unknown };
  return tenantInQuery === true && typeof tenant === 'string' ? tenant : undefined;
}
