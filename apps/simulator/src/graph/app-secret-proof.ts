import { createHmac } from 'node:crypto';
import { field } from '../sends/parameter';
import type { GraphRequest, MetaApp } from './graph-call';
import type { GraphFailure } from './graph-failure';

const refused = (message: string): GraphFailure => ({
  httpStatus: 400,
  code: 100,
  type: 'GraphMethodException',
  message,
});
const INVALID = refused('Invalid appsecret_proof provided in the API argument');
/** Meta's words for this one are not in the facts. */
const MISSING = refused('API calls from the server require an appsecret_proof argument');

/** Facts A2: checked where it is given, and wanted where the app says so. */
export function proofFailure(app: MetaApp, request: GraphRequest, token: string): GraphFailure | null {
  const proof = field(request.query, 'appsecret_proof');
  if (proof === undefined) return app.requiresProof ? MISSING : null;
  return proof === createHmac('sha256', app.secret).update(token).digest('hex') ? null : INVALID;
}
