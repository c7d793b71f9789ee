import { FastifyReply, FastifyRequest } from 'fastify';
import { Environment } from '../../platform/config/environment';

/** `__Host-` binds the cookie to this host and to https; on loopback without https a browser would refuse it. */
export function cookieName({ PUBLIC_URL }: Environment): string {
  return isHttps(PUBLIC_URL) ? '__Host-parley' : 'parley';
}

export function sessionTokenIn(request: FastifyRequest, environment: Environment): string | undefined {
  return request.cookies[cookieName(environment)];
}

export function setSessionCookie(
  reply: FastifyReply,
  environment: Environment,
  token: string,
  expires: Date,
): void {
  void reply.setCookie(cookieName(environment), token, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: isHttps(environment.PUBLIC_URL),
    expires,
  });
}

export function clearSessionCookie(reply: FastifyReply, environment: Environment): void {
  void reply.clearCookie(cookieName(environment), { path: '/', secure: isHttps(environment.PUBLIC_URL) });
}

const isHttps = (url: string): boolean => url.startsWith('https:');
