import type { Template } from '@parley/api-client';
import { statusWords } from '../template-words';

type Asked = Pick<Template, 'status' | 'can'>;

/** Why it cannot be changed now, for a `disabledReason`; null where it can. */
export function whyNotChange({ status, can }: Asked): string | null {
  if (can.change) return null;
  if (status === 'pending') return 'WhatsApp is looking at it. It can be changed when that is over.';
  return `It is ${statusWords(status).word.toLowerCase()}, and WhatsApp takes no change of it. Duplicate it instead.`;
}

/** Why it cannot be submitted now; null where it can. */
export function whyNotSubmit({ status, can }: Asked): string | null {
  if (can.submit) return null;
  if (status === 'pending') return 'WhatsApp is looking at it already.';
  return whyNotChange({ status, can }) ?? 'WhatsApp has it as it is. Change something first.';
}
