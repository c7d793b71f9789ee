import { QuarantinedElement } from '../../../messaging';

export function notUnderstood(what: string, payload: unknown): QuarantinedElement {
  return { kind: 'quarantined', reason: 'not_understood', detail: `We do not understand ${what}.`, payload };
}

export function notAWebhook(payload: unknown): QuarantinedElement {
  const detail = 'This is not a webhook of a WhatsApp business account.';
  return { kind: 'quarantined', reason: 'not_a_webhook', detail, payload };
}
