import { busiest } from './checks/pace.ts';
import type { SendingEvidence } from './evidence/evidence.ts';
import type { ToldSends } from './evidence/told-sends.ts';

const SECOND_MS = 1_000;
const REACHED = new Set(['sent', 'delivered', 'read', 'played']);

/** States that sending gets into when things go wrong, and how often it did. */
export function sometimesOf(
  { stored, told, posts }: SendingEvidence,
  figures: ToldSends['figures'],
): Record<string, number> {
  const unheard = new Set(
    told.accepted.flatMap(({ wamid, answer }) => (answer === 'success' ? [] : [wamid])),
  );
  const { rows, claims } = stored;
  return {
    'Meta took a message and never answered': figures.neverAnswered,
    'a send was cut before it was read': figures.unread,
    'a message failed after Meta took it': figures.failedLater,
    'nobody knew whether a message had gone out': claims.filter(({ outcome }) => outcome === 'unknown')
      .length,
    'a sender died with messages on their way': rows.filter(
      ({ failureCode }) => failureCode === 'sender_died',
    ).length,
    'a status told of a message whose answer nobody had heard': rows.filter(
      ({ state, wamid }) => REACHED.has(state) && wamid !== null && unheard.has(wamid),
    ).length,
    'a reply was sent again, and says so': rows.filter(({ resends }) => resends > 0).length,
    'a number went from one sender to another': stored.handOvers,
    'a message was posted more than once': posts.filter(({ tries }) => tries > 1).length,
  };
}

/** How much there was, and what became of it. */
export function figuresOf(
  { stored, told, posts, queued, jams }: SendingEvidence,
  figures: ToldSends['figures'],
): Record<string, number> {
  const states = Map.groupBy(stored.rows, ({ state }) => state);
  const twice = [...Map.groupBy(told.accepted, ({ messageId }) => messageId)].filter(
    ([, sends]) => sends.length > 1,
  );
  return {
    posts: posts.length,
    ofBroadcasts: queued.length,
    ...figures,
    repliesThatArrivedTwice: twice.length,
    mostInASecond: Math.max(0, ...[...told.arrivals.values()].map((at) => busiest(at, SECOND_MS, jams).most)),
    ...Object.fromEntries([...states].map(([state, rows]) => [`state ${state}`, rows.length])),
  };
}
