import type { InboundState } from '@parley/api-client';
import { operatorPaths } from '../../../shell/paths';
import { shortTime } from './waiting-age';

export type Figure = {
  name: string;
  value: string;
  /** What it means, below it. */
  says: string;
  tone?: 'warning' | 'danger';
  /** The list behind the number. */
  href?: string;
};

export type Figures = { title: string; figures: Figure[] };

const number = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact' });

/** How many wait: "1,204", and "100,000+" where not all were counted. */
export const countOf = (count: number, atLeast: boolean, format = number): string =>
  format.format(count) + (atLeast && count > 0 ? '+' : '');

/** The same where there is little room: "1.2K", "100K+". */
export const shortCountOf = (count: number, atLeast: boolean): string => countOf(count, atLeast, compact);

/** The numbers of the queues, in the order in which a webhook goes through them. */
export function figuresOf(state: InboundState): Figures[] {
  const { lastMinute, media, atLeast } = state;
  const waiting = (count: number) => countOf(count, atLeast);
  return [
    {
      title: 'Waiting now',
      figures: [
        {
          name: 'Webhooks',
          value: waiting(state.deliveriesWaiting),
          says: 'to be taken apart',
          href: `${operatorPaths.webhooks}?state=waiting`,
        },
        { name: 'Events', value: waiting(state.eventsWaiting), says: 'to be applied' },
        {
          name: 'Retrying',
          value: waiting(state.eventsRetrying),
          says: 'failed, tried again soon',
          ...(state.eventsRetrying > 0 && { tone: 'warning' }),
        },
        {
          name: 'Dead letters',
          value: waiting(state.deadLettersWaiting),
          says: 'wait for a decision',
          href: operatorPaths.deadLetters,
          ...(state.deadLettersWaiting > 0 && { tone: 'danger' }),
        },
        { name: 'Files to fetch', value: number.format(media.waiting), says: 'from the provider' },
        {
          name: 'Files that failed',
          value: number.format(media.failed),
          says: 'said on their messages',
          ...(media.failed > 0 && { tone: 'warning' }),
        },
      ],
    },
    {
      title: 'In the last minute',
      figures: [
        { name: 'Received', value: number.format(lastMinute.received), says: 'webhooks' },
        { name: 'Applied', value: number.format(lastMinute.applied), says: 'events' },
        { name: 'Half within', value: shortTime(lastMinute.applyP50Ms), says: 'of their receipt' },
        { name: '99 of 100 within', value: shortTime(lastMinute.applyP99Ms), says: 'of their receipt' },
      ],
    },
  ];
}
