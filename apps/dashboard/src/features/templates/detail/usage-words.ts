import type { TemplateUsage } from '@parley/api-client';

/** Beyond these the API does not count. */
const MOST_WAITING = 10_000;
const MOST_LATELY = 100_000;

const figure = new Intl.NumberFormat('en');
const share = new Intl.NumberFormat('en', { style: 'percent' });

export function waitingWords(waiting: number): string {
  if (waiting === 0) return 'No message waits to be sent with it.';
  if (waiting === 1) return 'One message waits to be sent with it.';
  const count = figure.format(waiting);
  return `${waiting >= MOST_WAITING ? `More than ${count}` : count} messages wait to be sent with it.`;
}

export interface Outcome {
  readonly name: string;
  readonly count: string;
  /** Of those that were sent; of all for those that failed. Null where there is nothing to be a part of. */
  readonly share: string | null;
}

/** What became of the messages of the last 30 days; empty where there were none. */
export function outcomesOf({ messages, sent, delivered, read, failed }: TemplateUsage['lately']): Outcome[] {
  if (messages === 0) return [];
  const outcome = (name: string, count: number, whole: number): Outcome => ({
    name,
    count: figure.format(count),
    share: whole === 0 ? null : share.format(count / whole),
  });
  return [
    outcome('Sent', sent, 0),
    outcome('Delivered', delivered, sent),
    outcome('Read', read, sent),
    outcome('Failed', failed, messages),
  ];
}

export function latelyWords({ messages }: TemplateUsage['lately']): string {
  if (messages === 0) return 'None was made in the last 30 days.';
  if (messages === 1) return 'Of the last 30 days: one message.';
  return messages >= MOST_LATELY
    ? `Of the last 30 days: the newest ${figure.format(messages)} messages.`
    : `Of the last 30 days: ${figure.format(messages)} messages.`;
}
