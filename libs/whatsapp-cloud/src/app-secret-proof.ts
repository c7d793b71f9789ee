import { createHmac } from 'node:crypto';

/**
 * What proves to Graph that whoever has a token has the secret of its app, too: 64 lowercase hex digits (facts:
 * cloud-api.md A2). Meta wants it where the app has "Require App Secret" on, and refuses it for a token of another app.
 */
export function appSecretProof(accessToken: string, appSecret: string): string {
  return createHmac('sha256', appSecret).update(accessToken).digest('hex');
}

/** A path of Graph with the proof in its query; as it is where there is no secret to prove. */
export function proven(path: string, accessToken: string, appSecret: string | undefined): string {
  if (appSecret === undefined) return path;
  return `${path}${path.includes('?') ? '&' : '?'}appsecret_proof=${appSecretProof(accessToken, appSecret)}`;
}
