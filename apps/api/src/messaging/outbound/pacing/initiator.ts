import { SendingClass } from './turns';

/** Who began what a message belongs to, in the words of the older systems. */
export type Initiator = 'business' | 'user';

/**
 * Free text is possible only within 24 h of what somebody wrote, so they began it; a template and a broadcast are the
 * business's own beginning.
 */
export function initiatorOf({
  type,
  sendingClass,
}: {
  readonly type: string;
  readonly sendingClass: SendingClass;
}): Initiator {
  return type === 'template' || sendingClass === 'broadcast' ? 'business' : 'user';
}
