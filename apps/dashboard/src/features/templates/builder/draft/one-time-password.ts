import { type Parts, partsIn, textOf, withValue, wordOf } from './parts';

export type OtpKind = 'COPY_CODE' | 'ONE_TAP' | 'ZERO_TAP';

export const OTP_KINDS: readonly { value: OtpKind; label: string; says: string }[] = [
  { value: 'COPY_CODE', label: 'Copies the code', says: 'Works on every phone.' },
  { value: 'ONE_TAP', label: 'One tap', says: 'Your Android app fills the code in; elsewhere it is copied.' },
  {
    value: 'ZERO_TAP',
    label: 'No tap',
    says: 'Your Android app gets the code by itself; elsewhere it is filled in with a tap, or copied.',
  },
];

/** WhatsApp keeps the button as one with an address, in which its kind is. */
export function otpKindOf(button: Parts): OtpKind {
  const kind = wordOf(button, 'otp_type') || /otp_type=(\w+)/.exec(textOf(button, 'url'))?.[1];
  return OTP_KINDS.find(({ value }) => value === kind)?.value ?? 'COPY_CODE';
}

/** What only another kind needs is taken out of it. */
export function withOtpKind(button: Parts, kind: OtpKind): Parts {
  const ours = wordOf(button, 'type') === 'OTP' ? button : { type: 'OTP', text: textOf(button, 'text') };
  const next = { ...ours, otp_type: kind };
  const withTerms = kind === 'ZERO_TAP' ? next : withValue(next, 'zero_tap_terms_accepted', undefined);
  if (kind === 'COPY_CODE')
    return withValue(withValue(withTerms, 'supported_apps', undefined), 'autofill_text', undefined);
  return 'supported_apps' in next
    ? withTerms
    : { ...withTerms, supported_apps: [{ package_name: '', signature_hash: '' }] };
}

export const appsOf = (button: Parts): readonly Parts[] => partsIn(button.supported_apps);

export const withApps = (button: Parts, apps: readonly Parts[]): Parts => ({
  ...button,
  supported_apps: apps,
});
