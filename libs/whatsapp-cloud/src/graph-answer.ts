import type { IncomingHttpHeaders } from 'node:http';
import { type GraphError, graphErrorIn, unparsedError } from './graph-error';
import type { Answer, Exchange } from './graph-exchange';
import { parsedOrUndefined } from './json-reading';
import { retryAfterMsIn } from './retry-after';

/** What is known of one call, for its row in the log of attempts. */
export interface Attempt {
  readonly httpStatus: number | null;
  /** Graph's error code. */
  readonly code: number | null;
  /** Meta's own name for the call, which its support asks for. */
  readonly traceId: string | null;
  /** false only where provably no byte of the request left. */
  readonly bytesWritten: boolean;
  readonly durationMs: number;
}

/** Graph's answer to any request, before it is asked whether it says what that call hoped for. */
export type GraphAnswer = { readonly attempt: Attempt } &
  /** A success status with whole JSON that holds no error. */
  (
    | { readonly kind: 'answered'; readonly content: unknown; readonly snippet: string | null }
    | { readonly kind: 'rejected'; readonly error: GraphError; readonly retryAfterMs: number | null }
    | { readonly kind: 'not_sent'; readonly reason: string }
    | Unknown
  );

export interface Unknown {
  readonly kind: 'unknown';
  readonly reason: string;
  readonly httpStatus: number | null;
  readonly snippet: string | null;
  readonly retryAfterMs: number | null;
}

/** What no text of an outcome may quote. */
export type Secrets = string | readonly string[];

const SNIPPET_CHARACTERS = 200;
const TRACE_HEADERS = ['x-fb-trace-id', 'x-fb-request-id'];
/** Statuses under which Meta may have worked on the request, or somebody before Meta has answered for it. */
const UNSURE_STATUSES = [408, 429];

/**
 * Reads how a call ended. Never throws, whatever came; `secrets` are removed from every text it returns.
 *
 * By the last phase that was seen (facts: reliability.md D5): never begun is `not_sent`; begun without a status line is
 * `unknown`; a Graph error is `rejected` under any status. What else is not whole JSON:
 * - HTML, an empty body, an encoded or an endless one is `unknown` under any status (O2(b) and O9 decide, against D5's
 *   "4xx is permanent": whoever answers so is not Graph, and says nothing of what Graph did);
 * - any other broken body is `unknown` under 2xx, 3xx, 408, 429 and 5xx, and `rejected` as `unparsed` under the rest of
 *   4xx (D5 decides: it began as Graph's own answer, and its status line alone says that Graph did not take it).
 */
export function readAnswer(exchange: Exchange, secrets: Secrets, nowMs: number): GraphAnswer {
  const { durationMs } = exchange;
  const attempt = { httpStatus: null, code: null, traceId: null, bytesWritten: true, durationMs };
  if (exchange.phase === 'not_begun') {
    return { kind: 'not_sent', reason: exchange.reason, attempt: { ...attempt, bytesWritten: false } };
  }
  if (exchange.phase === 'no_answer') {
    const reason = `no answer came: ${exchange.reason}`;
    return { kind: 'unknown', reason, httpStatus: null, snippet: null, retryAfterMs: null, attempt };
  }
  return readWithStatus(exchange, { secrets, nowMs, durationMs });
}

function readWithStatus(
  answer: Answer,
  { secrets, nowMs, durationMs }: { secrets: Secrets; nowMs: number; durationMs: number },
): GraphAnswer {
  const { httpStatus, headers, body, brokenBecause } = answer;
  const text = withoutSecrets(new TextDecoder().decode(body), secrets);
  const traceId = traceIdIn(headers, secrets);
  const retryAfterMs = retryAfterMsIn(headers, nowMs);
  const attempt = { httpStatus, code: null, traceId, bytesWritten: true, durationMs };
  const snippet = snippetOf(text);

  const rejected = (error: GraphError): GraphAnswer => ({
    kind: 'rejected',
    error,
    retryAfterMs,
    attempt: { ...attempt, code: error.code, traceId: error.traceId ?? traceId },
  });
  const unknown = (reason: string): GraphAnswer => ({
    kind: 'unknown',
    reason,
    httpStatus,
    snippet,
    retryAfterMs,
    attempt,
  });
  const refusedOrUnknown = (reason: string): GraphAnswer =>
    httpStatus >= 400 && httpStatus < 500 && !UNSURE_STATUSES.includes(httpStatus)
      ? rejected(unparsedError(httpStatus, reason, traceId))
      : unknown(reason);

  if (brokenBecause === 'encoded') return unknown('answered in an encoding that we did not ask for');
  if (brokenBecause === 'too_long') return unknown('answered more than we read');
  if (httpStatus >= 300 && httpStatus < 400)
    return unknown('answered with a redirect, which is not followed');
  if (text.trimStart().startsWith('<')) return unknown('answered with HTML instead of JSON');
  if (text.trim() === '') {
    return unknown(brokenBecause ? `the answer broke off: ${brokenBecause}` : 'answered with an empty body');
  }
  if (brokenBecause) return refusedOrUnknown(`the answer broke off: ${brokenBecause}`);
  const content = parsedOrUndefined(text);
  if (content === undefined) return refusedOrUnknown('answered with incomplete or malformed JSON');
  const error = graphErrorIn(content, httpStatus);
  if (error) return rejected(error);
  if (httpStatus > 299) return refusedOrUnknown('answered an error status without a Graph error');
  return { kind: 'answered', content, snippet, attempt };
}

function traceIdIn(headers: IncomingHttpHeaders, secrets: Secrets): string | null {
  const value = TRACE_HEADERS.map((name) => headers[name]).find((one) => typeof one === 'string');
  return typeof value === 'string' ? withoutSecrets(value, secrets).slice(0, SNIPPET_CHARACTERS) : null;
}

function snippetOf(text: string): string | null {
  const words = text
    .replace(/<(script|style)\b[^>]*>[\s\S]*?(<\/\1\s*>|$)/gi, ' ')
    .replace(/<[^>]*>?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (words === '') return null;
  return words.length > SNIPPET_CHARACTERS ? `${words.slice(0, SNIPPET_CHARACTERS)}…` : words;
}

function withoutSecrets(text: string, secrets: Secrets): string {
  return [secrets]
    .flat()
    .filter((secret) => secret !== '')
    .reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text);
}
