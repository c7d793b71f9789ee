import { MessageElement } from '../../../messaging';
import { Reader } from './change';
import { identitiesOf } from './identity';
import { messageOf } from './messages';
import { asRecord } from './reading';

/** What the business wrote elsewhere: in its own app, or through another app that shares the number. */
export const echo =
  (origin: MessageElement['origin']): Reader =>
  (change, raw, someone) => {
    const message = asRecord(raw) ?? {};
    const claimed = identitiesOf([message.to, message.to_user_id], [message.to_parent_user_id]);
    const person = change.introductions.personOf(claimed, someone);
    return messageOf(change, raw, { direction: 'outbound', origin, state: 'sent', person });
  };
