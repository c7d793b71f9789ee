import type { Readable } from 'node:stream';
import { bearerHeaders, PLAIN_ANSWER } from '../bearer-headers';
import { type CallFailure, readCall, saysSuccess } from '../call-outcome';
import type { Attempt } from '../graph-answer';
import type { GraphConnection } from '../graph-connection';
import type { Exchange } from '../graph-exchange';

/**
 * What became of a management call. Only `done` has what was asked for; an HTML page, an empty body, half an answer or a
 * success without what was wanted is `failed` or `rejected`, under any status.
 */
export type ManagementOutcome<Value> =
  | {
      readonly kind: 'done';
      readonly value: Value;
      readonly attempt: Attempt;
      readonly graphTimeMs: number | null;
    }
  | (CallFailure & {
      /** What Graph's own clock said, in whole seconds; null where it said nothing. */
      readonly graphTimeMs: number | null;
    })
  | RefusedCall;

/** Graph is certain to refuse it, so it was not sent. The reason never repeats a value. */
export interface RefusedCall {
  readonly kind: 'refused';
  readonly field: string;
  readonly reason: string;
}

export interface ManagementCall<Value> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Behind the version, or why there is none. */
  readonly path: string | RefusedCall;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly json?: object;
  readonly bytes?: { readonly content: Buffer | Readable; readonly headers: Record<string, string> };
  /** Null: the call proves itself otherwise. */
  readonly accessToken: string | null;
  readonly scheme?: 'Bearer' | 'OAuth';
  /** Beside the access token: what no text of the outcome may quote. Long ones: a PIN is part of many a number. */
  readonly secrets?: readonly string[];
  /** The answer itself is secret: an outcome quotes nothing of it. */
  readonly hidesAnswer?: boolean;
  /** Beside the usual time. */
  readonly moreMs?: number;
  /** What is missing from an answer of which `read` makes null. */
  readonly wanted: string;
  read(content: unknown): Value | null;
}

const BAD_TOKEN: RefusedCall = {
  kind: 'refused',
  field: 'accessToken',
  reason: 'is empty or has characters that a header cannot carry',
};

/** One management call at a time, each made once. May be repeated by whoever made it. */
export class ManagementCalls {
  constructor(private readonly graph: GraphConnection) {}

  async make<Value>(call: ManagementCall<Value>): Promise<ManagementOutcome<Value>> {
    const { method, path, accessToken, bytes, json, hidesAnswer = false } = call;
    if (typeof path !== 'string') return discarding(bytes?.content, path);
    const authorized = accessToken === null ? PLAIN_ANSWER : bearerHeaders(accessToken, call.scheme);
    if (authorized === null) return discarding(bytes?.content, BAD_TOKEN);
    const headers: Record<string, string> = { ...authorized, ...bytes?.headers };
    if (json !== undefined) headers['content-type'] = 'application/json';
    const body = bytes?.content ?? (json === undefined ? null : JSON.stringify(json));
    const named = path + queryOf(call.query ?? {});
    const asked = accessToken === null ? named : this.graph.provenPath(named, accessToken);
    const ended = await this.graph.exchange({ method, path: asked, headers, body }, call.moreMs);
    const secrets = [accessToken ?? '', ...(call.secrets ?? [])].flatMap(asWritten);
    const outcome = readCall(ended, {
      secrets,
      nowMs: Date.now(),
      wanted: call.wanted,
      read: (content) => {
        const value = call.read(content);
        return value === null ? null : { kind: 'done' as const, value };
      },
    });
    const graphTimeMs = timeIn(ended);
    if (outcome.kind === 'failed' && hidesAnswer) return { ...outcome, snippet: null, graphTimeMs };
    return { ...outcome, graphTimeMs };
  }
}

/** The path of a node of Graph and of its edge, if one is meant. */
export function nodePath(field: string, id: string, edge?: string): string | RefusedCall {
  if (!/^\d{1,32}$/.test(id)) return { kind: 'refused', field, reason: 'is not a number' };
  return edge === undefined ? `/${id}` : `/${id}/${edge}`;
}

/** Of an answer that says nothing but that it was done. */
export const SUCCESS = {
  wanted: 'success',
  read: (content: unknown): true | null => (saysSuccess(content) ? true : null),
} as const;

function queryOf(query: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  if (given.length === 0) return '';
  return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()}`;
}

function discarding(content: Buffer | Readable | undefined, refused: RefusedCall): RefusedCall {
  if (content !== undefined && !Buffer.isBuffer(content)) content.on('error', () => undefined).destroy();
  return refused;
}

/** As it is, and as a server may quote it from the address. */
function asWritten(secret: string): string[] {
  const encoded = encodeURIComponent(secret);
  return encoded === secret ? [secret] : [secret, encoded];
}

function timeIn(ended: Exchange): number | null {
  const date = ended.phase === 'answered' ? ended.headers.date : undefined;
  const time = date === undefined ? NaN : Date.parse(date);
  return Number.isNaN(time) ? null : time;
}
