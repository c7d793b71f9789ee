import { failureOf } from '../graph/error-table';
import type { BusinessNumber } from '../settings';
import type { AccountState } from './account-state';
import { sendingCode } from './sending-state';

type CanSend = 'AVAILABLE' | 'LIMITED' | 'BLOCKED';

interface Entity {
  entity_type: 'PHONE_NUMBER' | 'WABA';
  id: string;
  can_send_message: CanSend;
  errors?: readonly object[];
}

const LOCKED = 131031;

/** `health_status` of a number: the worst of its own and its account's (facts G). */
export function healthOfNumber(number: BusinessNumber, account: AccountState): object {
  const code = sendingCode(number, account);
  const own: Entity = {
    entity_type: 'PHONE_NUMBER',
    id: number.phoneNumberId,
    can_send_message: code === undefined ? 'AVAILABLE' : 'BLOCKED',
    ...(code !== undefined && { errors: [errorOf(code)] }),
  };
  return healthOf([own, entityOf(number.wabaId, account)]);
}

export function healthOfAccount(wabaId: string, account: AccountState): object {
  return healthOf([entityOf(wabaId, account)]);
}

function entityOf(wabaId: string, account: AccountState): Entity {
  const messaging = account.restrictions.filter(({ type }) => type.endsWith('_MESSAGING'));
  const state = account.isBanned ? 'BLOCKED' : messaging.length > 0 ? 'LIMITED' : 'AVAILABLE';
  const info = messaging.map(({ type }) => `The account is restricted: ${type}.`);
  return {
    entity_type: 'WABA',
    id: wabaId,
    can_send_message: state,
    ...(info.length > 0 && { additional_info: info }),
    ...(account.isBanned && { errors: [errorOf(LOCKED)] }),
  };
}

function healthOf(entities: readonly Entity[]): object {
  const worst = (['BLOCKED', 'LIMITED'] as const).find((state) =>
    entities.some(({ can_send_message }) => can_send_message === state),
  );
  return { can_send_message: worst ?? 'AVAILABLE', entities };
}

function errorOf(code: number): object {
  const { details, message } = failureOf(code);
  return {
    error_code: code,
    error_description: details ?? message,
    possible_solution: 'See https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
  };
}
