/** The part of an instance that is needed to reach it. */
export interface Installation {
  readonly urls: { readonly api: string; readonly dashboard: string };
}

/** Somebody who can sign in, and has. */
export interface Account {
  name: string;
  email: string;
  password: string;
  /** What the cookie of their browser holds. */
  session: string;
}

export const SESSION_COOKIE = 'parley';

/** Calls the API as the dashboard's pages do, in the name of `session` and about the tenant of that slug, if any. */
export function callApi(
  { urls }: Installation,
  path: string,
  { session, tenant, ...init }: { session?: string; tenant?: string; method?: string; body?: string } = {},
): Promise<Response> {
  return fetch(`${urls.api}${path}`, {
    ...init,
    headers: {
      ...(init.body ? { 'content-type': 'application/json' } : {}),
      ...(session ? { cookie: `${SESSION_COOKIE}=${session}` } : {}),
      ...(tenant ? { 'parley-tenant': tenant } : {}),
      origin: urls.dashboard,
    },
  });
}

/** @throws with the answer when it is a refusal */
export async function accepted(calling: Promise<Response>): Promise<Response> {
  const answer = await calling;
  if (answer.ok) return answer;
  throw new Error(`${answer.url} was answered ${answer.status}: ${await answer.text()}`);
}

/** The session that an answer gives to a browser. @throws when it gives none */
export function sessionIn(answer: Response): string {
  const [, token] =
    new RegExp(`^${SESSION_COOKIE}=([^;]+)`).exec(answer.headers.get('set-cookie') ?? '') ?? [];
  if (token === undefined) throw new Error(`${answer.url} gave no session.`);
  return token;
}
