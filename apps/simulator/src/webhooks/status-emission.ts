import type { Emission } from '../emission/emission';
import { unixSeconds } from '../emission/person-events';
import { contactOf, type Sender } from '../emission/sender';
import type { AsyncFailure } from '../graph/error-table';
import type { GraphAccepted } from '../ledger/ledger-entry';
import type { BusinessNumber } from '../settings';

export type StatusName = 'sent' | 'delivered' | 'read' | 'played' | 'failed';

export interface StatusReport {
  wamid: string;
  status: StatusName;
  callbackData: string | null;
  failure: AsyncFailure | null;
  /** Of a template. */
  category?: GraphAccepted['category'];
  isToGroup?: boolean;
}

const SERVICE_PRICING = {
  billable: false,
  pricing_model: 'PMP',
  category: 'service',
  type: 'free_customer_service',
};

const templatePricing = (category: string): object => ({
  billable: true,
  pricing_model: 'PMP',
  category: category.toLowerCase(),
  type: 'regular',
});

const ERROR_CODES_PAGE = 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/';

/** A status of a message that the business sent: v24 and later, so without `conversation`; prices on sent and delivered. */
export function statusEmission(
  number: BusinessNumber,
  to: Sender,
  report: StatusReport,
  atMs: number,
): Emission {
  const { wamid, failure, category, isToGroup = false } = report;
  const pricing = category === undefined ? SERVICE_PRICING : templatePricing(category);
  const status = {
    id: wamid,
    status: report.status,
    timestamp: unixSeconds(atMs),
    ...(to.hidesPhone ? {} : { recipient_id: to.phone }),
    ...(to.userId === undefined ? {} : { recipient_user_id: to.userId }),
    ...(isToGroup ? { recipient_type: 'group' } : {}),
    ...(report.callbackData === null ? {} : { biz_opaque_callback_data: report.callbackData }),
    ...(report.status === 'sent' || report.status === 'delivered' ? { pricing } : {}),
    ...(failure === null ? {} : { errors: [statusError(failure)] }),
  };
  return {
    number,
    field: 'messages',
    value: {
      ...(report.status === 'failed' || isToGroup ? {} : { contacts: [contactOf(to)] }),
      statuses: [status],
    },
    events: [
      {
        type: 'status',
        wamid,
        to: to.phone,
        status: report.status,
        ...(failure === null ? {} : { failure: { code: failure.code, title: failure.title } }),
        phoneNumberId: number.phoneNumberId,
      },
    ],
  };
}

function statusError({ code, title, details }: AsyncFailure): object {
  return { code, title, message: title, error_data: { details }, href: ERROR_CODES_PAGE };
}

/** A recipient as statuses name them: by the phone number or the id that the message was sent to. */
export function senderOfRecipient({ to, recipientKind }: GraphAccepted, name = `+${to}`): Sender {
  return recipientKind === 'user_id'
    ? { phone: to, name: to, userId: to, hidesPhone: true }
    : { phone: to, name };
}
