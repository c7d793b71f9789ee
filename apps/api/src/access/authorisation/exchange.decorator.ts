import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import { FastifyReply } from 'fastify';
import { Problem } from '../../kernel/problem';
import { PrincipalRequest, SignedInPerson } from './principal';

/** A request and its answer: what is needed to read a session cookie and to give a new one. */
export interface Exchange {
  readonly request: PrincipalRequest;
  readonly reply: FastifyReply;
}

export const CurrentExchange = createParamDecorator((_: unknown, context: ExecutionContext): Exchange => {
  const http = context.switchToHttp();
  return { request: http.getRequest<PrincipalRequest>(), reply: http.getResponse<FastifyReply>() };
});

/** The person that the guard found; for routes that are `@SignedIn`, `@Operator` or for people only. */
export const CurrentPerson = createParamDecorator((_: unknown, context: ExecutionContext): SignedInPerson => {
  const { principal } = context.switchToHttp().getRequest<PrincipalRequest>();
  if (principal?.kind !== 'user') throw new Problem(403, 'people_only', 'No API key may do that.');
  return principal;
});
