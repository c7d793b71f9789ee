import type { AsyncFailure } from '../people/sentinels';
import type { BusinessNumber } from '../settings';

export interface Sender {
  phone: string;
  name: string;
}

export type StatusName = 'sent' | 'delivered' | 'read' | 'failed';

export interface StatusReport {
  wamid: string;
  status: StatusName;
  callbackData: string | null;
  failure: AsyncFailure | null;
}

const SERVICE_PRICING = {
  billable: false,
  pricing_model: 'PMP',
  category: 'service',
  type: 'free_customer_service',
};

const ERROR_CODES_PAGE = 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/';

/** A text that a person wrote, as Meta reports it. */
export function messagePayload(
  business: BusinessNumber,
  from: Sender,
  wamid: string,
  text: string,
  atMs: number,
): object {
  return envelope(business, {
    contacts: [contact(from)],
    messages: [
      { from: from.phone, id: wamid, timestamp: unixSeconds(atMs), type: 'text', text: { body: text } },
    ],
  });
}

/** A status of a message that the business sent: v24 and later, so without `conversation`; prices on sent and delivered. */
export function statusPayload(
  business: BusinessNumber,
  to: Sender,
  report: StatusReport,
  atMs: number,
): object {
  const status = {
    id: report.wamid,
    status: report.status,
    timestamp: unixSeconds(atMs),
    recipient_id: to.phone,
    ...(report.callbackData === null ? {} : { biz_opaque_callback_data: report.callbackData }),
    ...(report.status === 'sent' || report.status === 'delivered' ? { pricing: SERVICE_PRICING } : {}),
    ...(report.failure === null ? {} : { errors: [statusError(report.failure)] }),
  };
  return envelope(business, {
    ...(report.status === 'failed' ? {} : { contacts: [contact(to)] }),
    statuses: [status],
  });
}

function envelope(business: BusinessNumber, content: object): object {
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: business.displayPhoneNumber, phone_number_id: business.phoneNumberId },
    ...content,
  };
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: business.wabaId, changes: [{ value, field: 'messages' }] }],
  };
}

function contact({ phone, name }: Sender): object {
  return { profile: { name }, wa_id: phone };
}

function statusError({ code, title, details }: AsyncFailure): object {
  return { code, title, message: title, error_data: { details }, href: ERROR_CODES_PAGE };
}

function unixSeconds(ms: number): string {
  return String(Math.floor(ms / 1000));
}
