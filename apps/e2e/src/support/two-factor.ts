import { accepted, callApi, type Account, type Installation } from './api.ts';
import { Authenticator } from './authenticator.ts';

/** Turns two-factor sign-in on for somebody who has just signed in. Resolves to their app. */
export async function turnsTwoFactorOn(
  installation: Installation,
  { session }: Account,
): Promise<Authenticator> {
  const post = (path: string, body: object) =>
    accepted(callApi(installation, path, { session, method: 'POST', body: JSON.stringify(body) }));
  const begun = (await (await post('/api/v1/me/two-factor', {})).json()) as { secret: string };
  const app = new Authenticator(begun.secret);
  await post('/api/v1/me/two-factor/activation', { code: app.code() });
  return app;
}
