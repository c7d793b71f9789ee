import type { Message } from '@parley/api-client';
import { DELETED, kindOf } from './message-kinds';
import { plainText } from './text-format';

export type Quoted = NonNullable<Message['replyTo']>;

/** What a quote shows of its message: its words, else its kind; of one that was taken back only that. */
export function quotedInWords({
  type,
  text,
  revokedAt,
}: Pick<Quoted, 'type' | 'text' | 'revokedAt'>): string {
  if (revokedAt !== null) return DELETED;
  return text ? plainText(text) : (kindOf(type)?.label ?? 'Empty message');
}
