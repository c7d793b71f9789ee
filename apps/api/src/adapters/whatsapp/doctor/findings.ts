import { Finding, ProviderTrouble } from '../../../channels';

export const ok = (check: string, reason: string): Finding => ({ check, verdict: 'ok', reason, fix: null });

export const warning = (check: string, reason: string, fix: string): Finding => ({
  check,
  verdict: 'warning',
  reason,
  fix,
});

export const fault = (check: string, reason: string, fix: string): Finding => ({
  check,
  verdict: 'fault',
  reason,
  fix,
});

export const unknown = (check: string, reason: string, fix: string | null = null): Finding => ({
  check,
  verdict: 'unknown',
  reason,
  fix,
});

/** Meta could not be asked, which says nothing about what it was to be asked. */
export function untold(check: string, { code, reason }: ProviderTrouble): Finding {
  const needsToken = code === 'auth_failed' || code === 'auth_expired';
  if (needsToken) return unknown(check, 'Meta does not say while it does not take the access token.');
  // To ask again would change nothing; what does is said of the state of the number.
  const isHidden = code === 'not_found' || code === 'permission_denied';
  if (isHidden) return unknown(check, 'Meta does not say of what it does not show to this access token.');
  return unknown(check, `Meta did not say: ${reason}`, 'Try again in a minute.');
}
