import { Identity } from '../../messaging';
import { asText, beginningOf, Json } from './reading';

/** A business-scoped user id (facts: cloud-api.md C5). */
const BSUID = /^[A-Z]{2}\.(ENT\.)?[0-9A-Za-z]{1,128}$/;
const MAX_RECIPIENT_LENGTH = 512;
const PHONE = /^\+?(\d{5,20})$/;

/**
 * Everyone a message may come from: the phone number first, since it can be answered everywhere. The number may be
 * absent or empty, or hold the user id: all three are seen, so the value decides what it is, not its place.
 */
export function identitiesOf(message: Json): Identity[] {
  const found = [message.from, message.from_user_id].flatMap((value) => identityOf(asText(value)));
  const unique = found.filter(
    ({ value }, index) => found.findIndex((other) => other.value === value) === index,
  );
  return unique.sort((one, other) => Number(other.kind === 'phone') - Number(one.kind === 'phone'));
}

/** Whom a status is about; one value in a group is told from another by its participant. */
export function recipientOf(status: Json): string {
  const ids = [
    status.recipient_id,
    status.recipient_user_id,
    status.recipient_participant_id,
    status.recipient_participant_user_id,
  ];
  return beginningOf(ids.flatMap((id) => asText(id) ?? []).join('/'), MAX_RECIPIENT_LENGTH);
}

function identityOf(value: string | undefined): Identity[] {
  if (value === undefined) return [];
  if (BSUID.test(value)) return [{ kind: 'bsuid', value }];
  const phone = PHONE.exec(value)?.[1];
  return phone === undefined ? [] : [{ kind: 'phone', value: phone }];
}
