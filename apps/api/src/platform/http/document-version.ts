import {
  CallHandler,
  createParamDecorator,
  ExecutionContext,
  Injectable,
  NestInterceptor,
} from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Observable, tap } from 'rxjs';
import { Problem } from '../../kernel/problem';
import { versionIn } from './entity-tag';
import { ProblemDetails } from './problem-details';

/** An answer that is one document with a `version` carries that version as its ETag: `"3"`. */
@Injectable()
export class DocumentVersionInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      tap((answer: unknown) => {
        const version = (answer as { version?: unknown } | null | undefined)?.version;
        if (Number.isInteger(version) && !reply.raw.headersSent)
          void reply.header('etag', `"${String(version)}"`);
      }),
    );
  }
}

/**
 * The version that the caller has seen, from If-Match: `number | null`, null when they do not care which.
 * Change the row only while it still has that version, else throw `changedMeanwhile()`.
 */
export const IfMatch = createParamDecorator(
  (_data: undefined, context: ExecutionContext): number | null => {
    const version = versionIn(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']);
    if (version === 'another') throw changedMeanwhile();
    return version;
  },
  [
    (target, method, _index) => {
      if (method === undefined) return;
      const handler = Object.getOwnPropertyDescriptor(target, method) as PropertyDescriptor;
      ApiHeader(IF_MATCH)(target, method, handler);
      ApiResponse(CHANGED_MEANWHILE)(target, method, handler);
    },
  ],
);

/** Somebody else changed it since the caller last looked; they should look again and decide anew. */
export const changedMeanwhile = (): Problem =>
  new Problem(
    412,
    'changed_meanwhile',
    'This was changed meanwhile.',
    'Fetch it again, look at what changed, and repeat your change with its new ETag.',
  );

const IF_MATCH = {
  name: 'If-Match',
  required: false,
  description: 'The ETag of the document as you know it. The change is made only while it is still that.',
  schema: { type: 'string', example: '"3"' },
} as const;

const CHANGED_MEANWHILE = {
  status: 412,
  type: ProblemDetails,
  description: '`changed_meanwhile`: it is no longer the version that If-Match names.',
};
