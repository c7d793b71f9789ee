import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Problem } from '../../kernel/problem';

@ApiSchema({ name: 'ProblemError' })
class FaultDetails {
  @ApiProperty({ description: 'A JSON pointer to the value at fault.', example: '/echoEnabled' })
  pointer: string;

  @ApiProperty({ example: 'isBoolean' })
  code: string;

  @ApiProperty()
  detail: string;
}

/** The body of every error (RFC 9457); `code` is stable, the sentences are not. */
@ApiSchema({ name: 'Problem' })
export class ProblemDetails {
  @ApiProperty({ example: 'about:blank' })
  type: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ example: 404 })
  status: number;

  @ApiPropertyOptional()
  detail?: string;

  @ApiProperty({ description: 'The path of the request.' })
  instance: string;

  @ApiProperty({ example: 'not_found' })
  code: string;

  @ApiProperty({ description: 'Also in the X-Request-Id header and in our logs.' })
  requestId: string;

  @ApiPropertyOptional({ type: [FaultDetails] })
  errors?: FaultDetails[];
}

export function problemDetails(problem: Problem, url: string, requestId: string): ProblemDetails {
  return {
    type: 'about:blank',
    title: problem.title,
    status: problem.status,
    ...(problem.detail !== undefined && { detail: problem.detail }),
    instance: withoutQuery(url),
    code: problem.code,
    requestId,
    ...(problem.faults !== undefined && { errors: [...problem.faults] }),
  };
}

/** A query may hold a token (Meta's handshake does), so none is repeated in an answer or a log line. */
export function withoutQuery(url: string): string {
  return url.split('?', 1)[0] ?? url;
}
