import { HealthStatus, NumberFacts } from '@parley/whatsapp-cloud';
import { Finding } from '../../../channels';
import { ConnectionFacts } from './facts';
import { fault, ok, unknown, untold, warning } from './findings';

const WRONG_ID =
  'Compare the phone number id with the one in WhatsApp Manager under API Setup, and give the system user of the token access to its account.';

/** What keeps a number from sending, by Meta's word for its state, and what helps (facts: cloud-api.md G, K8). */
const STATES = new Map<string, readonly [reason: string, fix: string]>(
  Object.entries({
    PENDING: ['It is not registered yet.', 'Register it with its PIN.'],
    UNVERIFIED: ['It is not verified yet.', 'Ask for a code, give the code, then register it with its PIN.'],
    DISCONNECTED: ['It is disconnected from the Cloud API.', 'Register it with its PIN.'],
    MIGRATED: ['It was moved to another account.', 'Connect it again with its new account.'],
    BANNED: ['Meta has banned it.', 'Ask for a review in WhatsApp Manager under Account quality.'],
    RESTRICTED: [
      'Meta has restricted it.',
      'Look in WhatsApp Manager under Account quality until when, and why.',
    ],
    RATE_LIMITED: [
      'It has sent too much for its quality.',
      'Wait, and send less that people block or report.',
    ],
    FLAGGED: ['Meta has flagged it for its quality.', 'Send less that people block or report.'],
    DELETED: ['It was deleted at Meta.', 'Add it again in WhatsApp Manager, then connect it anew.'],
  }),
);

export function numberState({ number }: ConnectionFacts): Finding {
  const check = 'number_state';
  if (number.kind === 'failed') {
    const { code, reason } = number.trouble;
    if (code === 'not_found')
      return fault(
        check,
        'Meta does not know the number, or does not show it to this access token.',
        WRONG_ID,
      );
    if (code === 'permission_denied') return fault(check, `Meta does not show it: ${reason}`, WRONG_ID);
    return untold(check, number.trouble);
  }
  const { status, isOnBizApp } = number.value;
  if (status === 'CONNECTED') {
    const also = isOnBizApp === true ? ' It is in the WhatsApp Business app as well.' : '';
    return ok(check, `It is connected.${also}`);
  }
  if (status === null) return unknown(check, 'Meta does not say how it is.');
  const [reason, fix] = STATES.get(status) ?? [
    `Meta says that it is ${status}.`,
    'Look the number up in WhatsApp Manager.',
  ];
  return fault(check, reason, fix);
}

/** Meta's own verdict whether messages can be sent, with what it says is in the way. */
export function numberHealth({ number }: ConnectionFacts): Finding {
  const check = 'number_health';
  if (number.kind === 'failed') return untold(check, number.trouble);
  const { health } = number.value;
  if (health?.canSendMessage === 'AVAILABLE') return ok(check, 'Meta says that it can send.');
  if (health === null || health.canSendMessage === null)
    return unknown(check, 'Meta does not say whether it can send.');
  const [reason, fix] = obstacleIn(health);
  return health.canSendMessage === 'LIMITED' ? warning(check, reason, fix) : fault(check, reason, fix);
}

function obstacleIn({ canSendMessage, entities }: HealthStatus): [reason: string, fix: string] {
  const errors = entities.flatMap((entity) => entity.errors);
  const infos = entities.flatMap((entity) => entity.additionalInfo);
  const reasons = [...errors.flatMap(({ description }) => description ?? []), ...infos];
  const fixes = errors.flatMap(({ solution }) => solution ?? []);
  return [
    reasons.length > 0 ? reasons.join(' ') : `Meta says that sending is ${canSendMessage}.`,
    fixes.length > 0 ? fixes.join(' ') : 'Look at the number and its account in WhatsApp Manager.',
  ];
}

export function numberQuality({ number }: ConnectionFacts): Finding {
  const check = 'number_quality';
  if (number.kind === 'failed') return untold(check, number.trouble);
  const { qualityRating: quality } = number.value;
  const SEND_BETTER =
    'Send only what people asked for, and less of it: their blocks and reports count for seven days.';
  if (quality === 'RED') return fault(check, 'Its quality is low (RED).', SEND_BETTER);
  if (quality === 'YELLOW') return warning(check, 'Its quality is medium (YELLOW).', SEND_BETTER);
  if (quality === 'GREEN') return ok(check, 'Its quality is high (GREEN).');
  return ok(check, 'Meta has not rated it yet.');
}

export function numberName({ number }: ConnectionFacts): Finding {
  const check = 'number_name';
  if (number.kind === 'failed') return untold(check, number.trouble);
  const { verifiedName, nameStatus } = number.value;
  const name = verifiedName === null ? 'The display name' : `The display name “${verifiedName}”`;
  if (nameStatus === 'DECLINED' || nameStatus === 'REJECTED' || nameStatus === 'EXPIRED')
    return warning(
      check,
      `${name} is ${nameStatus.toLowerCase()}.`,
      'Hand in another name in WhatsApp Manager.',
    );
  if (nameStatus?.startsWith('PENDING') === true) return ok(check, `${name} is being reviewed by Meta.`);
  if (nameStatus === null) return unknown(check, 'Meta does not say how its display name is.');
  return ok(check, `${name} is shown to people.`);
}

export function accountOfNumber({ accountNumbers, phoneNumberId, wabaId }: ConnectionFacts): Finding {
  const check = 'account';
  if (accountNumbers === null) return unknown(check, 'No WhatsApp Business Account was named.');
  if (accountNumbers.kind === 'failed') {
    const { code } = accountNumbers.trouble;
    if (code !== 'not_found' && code !== 'permission_denied') return untold(check, accountNumbers.trouble);
    return fault(
      check,
      `Meta does not know the account ${wabaId}, or does not show it to this access token.`,
      'Compare the account id with the one in WhatsApp Manager, and give the system user of the token access to it.',
    );
  }
  const belongs = accountNumbers.value.some(({ id }: NumberFacts) => id === phoneNumberId);
  if (belongs) return ok(check, 'The number belongs to the account.');
  return fault(
    check,
    `The number does not belong to the account ${wabaId}.`,
    'Take phone number id and account id from the same page of WhatsApp Manager.',
  );
}
