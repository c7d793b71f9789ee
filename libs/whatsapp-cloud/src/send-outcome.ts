import { retryClassOf, type RetryClass } from './error-catalogue';

/** What became of one send. `unknown` is neither success nor failure: only a later status can tell. */
export type SendOutcome =
  /** Graph took the message. It is not delivered yet. */
  | { kind: 'accepted'; messageId: string; waId: string | null }
  /** A Graph error envelope answered: Meta did not take it (see `error.retry` for the codes where even that is in doubt). */
  | { kind: 'rejected'; error: GraphError }
  /** Provably no byte of the request went out: safe to try again. */
  | { kind: 'not_sent'; reason: string }
  /** It may have been sent. */
  | { kind: 'unknown'; reason: string; httpStatus: number | null; snippet: string | null };

export interface GraphError {
  httpStatus: number;
  code: number;
  subcode: number | null;
  type: string | null;
  /** `message` without its `(#code)` prefix. */
  title: string;
  message: string;
  details: string | null;
  traceId: string | null;
  retry: RetryClass;
}

const SNIPPET_CHARACTERS = 200;

/** Reads Graph's answer to a send. Never throws, whatever the bytes; `secret` is removed from every text it returns. */
export function outcomeOfAnswer(httpStatus: number, body: Buffer, secret: string): SendOutcome {
  const text = withoutSecret(new TextDecoder().decode(body), secret);
  const unknown = (reason: string): SendOutcome => ({
    kind: 'unknown',
    reason,
    httpStatus,
    snippet: snippetOf(text),
  });

  if (httpStatus >= 300 && httpStatus < 400)
    return unknown('answered with a redirect, which is not followed');
  if (text.trim() === '') return unknown('answered with an empty body');
  if (text.trimStart().startsWith('<')) return unknown('answered with HTML instead of JSON');
  const answer = parsedOrUndefined(text);
  if (answer === undefined) return unknown('answered with incomplete or malformed JSON');

  const error = graphErrorIn(answer, httpStatus);
  if (error) return { kind: 'rejected', error };
  if (httpStatus < 200 || httpStatus > 299) return unknown('answered an error status without a Graph error');
  const messageId = textAt(firstOf(fieldOf(answer, 'messages')), 'id');
  if (!messageId) return unknown('answered success without a message id');
  return { kind: 'accepted', messageId, waId: textAt(firstOf(fieldOf(answer, 'contacts')), 'wa_id') };
}

/** The error that Graph's answer holds, if it holds one. */
export function graphErrorIn(answer: unknown, httpStatus: number): GraphError | null {
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
    details: typeof data === 'string' ? data : textAt(data, 'details'),
    traceId: textAt(error, 'fbtrace_id'),
    retry: retryClassOf(code, httpStatus),
  };
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

function withoutSecret(text: string, secret: string): string {
  return secret === '' ? text : text.replaceAll(secret, '[redacted]');
}

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}

function textAt(value: unknown, name: string): string | null {
  const field = fieldOf(value, name);
  return typeof field === 'string' ? field : null;
}

function numberAt(value: unknown, name: string): number | null {
  const field = fieldOf(value, name);
  if (typeof field === 'string' && /^\d{1,15}$/.test(field)) return Number(field);
  return typeof field === 'number' && Number.isSafeInteger(field) ? field : null;
}
