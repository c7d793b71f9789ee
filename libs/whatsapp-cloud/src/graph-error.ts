import { retryClassOf } from './error-catalogue';
import type { RetryClass } from './catalogue/error-row';
import { fieldOf, numberAt, textAt } from './json-reading';

export interface GraphError {
  httpStatus: number;
  /** null for a refusal whose error could not be read: `title` is then `unparsed`. */
  code: number | null;
  subcode: number | null;
  type: string | null;
  /** `message` without its `(#code)` prefix. */
  title: string;
  message: string;
  details: string | null;
  traceId: string | null;
  retry: RetryClass;
}

/** The error that Graph's answer holds, if it holds one (facts: cloud-api.md A3). */
export function graphErrorIn(answer: unknown, httpStatus: number): (GraphError & { code: number }) | null {
  const error = fieldOf(answer, 'error');
  const code = numberAt(error, 'code');
  if (code === null) return null;
  const message = textAt(error, 'message') ?? `Graph error ${code}`;
  const data = fieldOf(error, 'error_data');
  return {
    httpStatus,
    code,
    subcode: numberAt(error, 'error_subcode'),
    type: textAt(error, 'type'),
    title: message.replace(/^\(#\d+\)\s*/, ''),
    message,
    // Meta sends error_data as an object or, at times, as a bare string.
    details: (typeof data === 'string' ? data : textAt(data, 'details')) ?? wordsForPeople(error),
    traceId: textAt(error, 'fbtrace_id'),
    retry: retryClassOf(code, httpStatus),
  };
}

/** What Meta would show to whoever is at a screen: of management calls it says why, where `message` says "Invalid parameter". */
function wordsForPeople(error: unknown): string | null {
  const words = [textAt(error, 'error_user_title'), textAt(error, 'error_user_msg')].filter(Boolean);
  return words.length === 0 ? null : words.join(': ');
}

/** A refusal without a readable error: Meta said by its status alone that it did not take the request. */
export function unparsedError(httpStatus: number, reason: string, traceId: string | null): GraphError {
  return {
    httpStatus,
    code: null,
    subcode: null,
    type: null,
    title: 'unparsed',
    message: `refused with status ${httpStatus}: ${reason}`,
    details: null,
    traceId,
    retry: 'permanent',
  };
}
