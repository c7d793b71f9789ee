import { Caller } from './callers';
import { Operation } from './operations';
import { Draft, written } from './requests';

/** What came back. */
export interface Seen {
  readonly status: number;
  readonly code: string | undefined;
  readonly headers: Headers;
  /** Without what names the request itself. */
  readonly text: string;
  readonly body: unknown;
}

const GUARD_CODES = [
  'sign_in_required',
  'invalid_api_key',
  'forbidden',
  'scope_missing',
  'people_only',
  'operator_only',
  'tenant_required',
  'tenant_mismatch',
  'confirmation_required',
  'cross_site_request',
];

/** The door was closed before anybody looked at what was asked. */
export const wasTurnedAway = ({ code }: Seen): boolean => code !== undefined && GUARD_CODES.includes(code);

export const succeeded = ({ status }: Seen): boolean => status < 300;

/** In good faith: with the slug of the caller's own tenant, where the caller has to say one. */
export function inGoodFaith(caller: Caller, draft: Draft): Draft {
  if (caller.kind !== 'person') return draft;
  return { ...draft, headers: { 'parley-tenant': caller.home.slug, ...draft.headers } };
}

export async function send(
  apiUrl: string,
  operation: Operation,
  caller: Caller,
  draft: Draft,
): Promise<Seen> {
  const [path, init] = written(operation, draft);
  const response = await fetch(apiUrl + path, {
    ...init,
    headers: { ...caller.headers, ...(init.headers as Record<string, string>) },
    redirect: 'manual',
  });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  const raw = isStream ? await firstOf(response) : await response.text();
  const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '') && raw !== '';
  const body = isJson ? withoutItself(JSON.parse(raw)) : raw;
  const code = response.status >= 400 ? (body as { code?: string }).code : undefined;
  const text = isJson ? JSON.stringify(body) : raw;
  return { status: response.status, code, headers: response.headers, text, body };
}

async function firstOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return Buffer.from((value as Uint8Array | undefined) ?? []).toString();
}

function withoutItself(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('requestId' in body && 'instance' in body)) return body;
  const { requestId: _requestId, instance: _instance, ...rest } = body;
  return rest;
}

/** What two answers must have in common. Of what was made by the request only the shape: it has a new id each time. */
export function essenceOf({ status, code, text, headers }: Seen, given: string): string {
  const plain = given === '' ? text : text.replaceAll(given, '<given>');
  const essence =
    status >= 400
      ? plain
      : plain
          .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
          .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
          .replace(/[\w-]{24,}/g, '<opaque>');
  return [status, code, headers.get('content-type'), headers.get('idempotency-replayed'), essence].join(' ');
}
