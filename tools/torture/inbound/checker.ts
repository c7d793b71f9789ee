import { found, type Finding } from '../campaign/report.ts';
import type { Stored, StoredMessage } from './evidence/stored.ts';
import type { LedgerEvent, Told, ToldEvent } from './evidence/told.ts';

export interface Evidence {
  told: Pick<Told, 'events' | 'acceptedTwice'>;
  stored: Stored;
  /** Ids of messages in webhooks whose signature was forged. */
  forged: readonly string[];
}

const SURELY_ANSWERED_MS = 10 * 60_000;

/** Checks everything that must hold when all is quiet, against what Meta's side remembers. Pure; one for all campaigns. */
export function check(evidence: Evidence): Finding[] {
  const { stored } = evidence;
  return [
    ...found('R1', 'acknowledged and nowhere to be found', lost(evidence)),
    ...found('R2', 'one message, more than one row', doubled(stored)),
    ...found('R2', 'a message on a number that it was not written to', misplaced(evidence)),
    ...found('R2', 'one person, more than one conversation or contact', splitPeople(evidence)),
    ...found('R2', 'messages left with a contact or conversation that was merged away', left(stored)),
    ...found('R2', 'one message, more than one echo', echoedTwice(stored)),
    ...found('R2', 'a text without its echo', unanswered(evidence)),
    ...found('R2', 'one echo, sent more than once, and nothing says so', sentTwice(evidence)),
    ...found('R4', 'applied before what was acknowledged before it was sent', disordered(evidence)),
    ...found('R5', 'a status that went backwards, or is not that of its statuses', notTheFold(stored)),
    ...found('R6', 'unfinished when all is quiet', Object.entries(stored.unfinished)),
    ...found('R6', 'set aside, and was no poison', innocent(stored)),
    ...found('R8', 'forged, and taken in', forgeries(evidence)),
  ];
}

const acknowledged = ({ told }: Evidence): ToldEvent[] =>
  [...told.events.values()].filter((one) => one.acknowledged !== undefined);

const received = ({ messages }: Stored): StoredMessage[] => messages.filter(({ wamid }) => wamid !== null);

/** R1: in `message`, `message_status`, `account_event`, among the people, or among the dead letters. */
function lost(evidence: Evidence): unknown[] {
  const { stored } = evidence;
  const wamids = new Set(received(stored).map(({ wamid }) => wamid));
  const statuses = new Set(stored.statuses.map(({ wamid, status }) => `${wamid} ${status}`));
  const known = new Set(stored.identities.map(({ value }) => value));
  const preferring = new Set(stored.preferences.map(({ contactId }) => contactId));
  const withPreference = new Set(
    stored.identities.filter(({ contactId }) => preferring.has(contactId)).map(({ value }) => value),
  );
  const setAside = stored.deadLetters.map(({ content }) => content).join('\n');
  const isThere = (event: LedgerEvent): boolean => {
    if (event.type === 'message') return wamids.has(event.wamid) || setAside.includes(event.wamid);
    if (event.type === 'status')
      return statuses.has(`${event.wamid} ${event.status}`) || setAside.includes(event.wamid);
    if (event.type === 'account')
      return (
        event.marker === '' || stored.accountMarkers.has(event.marker) || setAside.includes(event.marker)
      );
    // Of a person's news only the latest word counts: that there is one is all that can be asked.
    if (event.type === 'person') return known.has(event.marker);
    if (event.type === 'preference') return withPreference.has(event.marker);
    return setAside.includes(event.marker);
  };
  return acknowledged(evidence)
    .filter(({ event }) => !isThere(event))
    .map(({ event, webhookId, acknowledged: entry }) => ({ event, webhookId, entry }));
}

function doubled(stored: Stored): unknown[] {
  return [...groups(received(stored), ({ wamid }) => wamid ?? '')]
    .filter(([, rows]) => rows.length > 1)
    .map(([wamid, rows]) => ({ wamid, rows: rows.map(({ id, phoneNumberId }) => ({ id, phoneNumberId })) }));
}

function misplaced({ told, stored }: Evidence): unknown[] {
  return received(stored).flatMap(({ wamid, phoneNumberId }) => {
    const event = told.events.get(`message ${wamid}`)?.event;
    const wanted = event?.type === 'message' ? event.phoneNumberId : undefined;
    return wanted === undefined || wanted === phoneNumberId ? [] : [{ wamid, phoneNumberId, wanted }];
  });
}

/** Everything that a person of the load wrote or was written is in one conversation with one contact. */
function splitPeople(evidence: Evidence): unknown[] {
  const people = [...groups(writtenByPeople(evidence), ({ person }) => person)];
  return people.flatMap(([person, rows]) => {
    const conversations = new Set(rows.map(({ row }) => row.conversationId));
    const contacts = new Set(rows.map(({ row }) => row.contactId));
    if (conversations.size === 1 && contacts.size === 1) return [];
    const names = [
      ...new Set(rows.map(({ told }) => (told.event.type === 'message' ? told.event.from : ''))),
    ];
    return [{ person, names, conversations: [...conversations], contacts: [...contacts] }];
  });
}

function left({ messages }: Stored): unknown[] {
  return messages
    .filter(({ isMergedAway }) => isMergedAway)
    .map(({ id, conversationId, contactId }) => ({ id, conversationId, contactId }));
}

/** A reply of which nobody knew whether it had arrived is sent once more, and says so. */
function sentTwice({ told, stored }: Evidence): string[] {
  const admitted = new Set(
    stored.messages.filter(({ mayBeDuplicate }) => mayBeDuplicate).map(({ id }) => id),
  );
  return told.acceptedTwice.filter((id) => !admitted.has(id));
}

function echoedTwice({ messages }: Stored): unknown[] {
  const echoes = messages.filter(({ idempotencyKey }) => idempotencyKey?.startsWith('echo:'));
  return [...groups(echoes, ({ idempotencyKey }) => idempotencyKey ?? '')]
    .filter(([, rows]) => rows.length > 1)
    .map(([key, rows]) => ({ key, ids: rows.map(({ id }) => id) }));
}

/**
 * The echo is written in the commit that writes the message: it cannot be missing, whoever died. Only what waited for
 * minutes, because the machine could not keep up, is too old to be answered (R7).
 */
function unanswered(evidence: Evidence): unknown[] {
  const { told, stored } = evidence;
  const echoes = new Set(stored.messages.map(({ idempotencyKey }) => idempotencyKey));
  return stored.messages
    .filter(({ direction, type, phoneNumberId, wamid, committedAt }) => {
      const isText = direction === 'inbound' && type === 'text' && stored.echoing.has(phoneNumberId);
      const one = told.events.get(`message ${wamid}`);
      if (!isText || one?.event.type !== 'message' || one.event.sequence === undefined) return false;
      return committedAt / 1000 - one.emittedAt < SURELY_ANSWERED_MS;
    })
    .filter(({ id }) => !echoes.has(`echo:${id}`))
    .map(({ id, wamid }) => ({ id, wamid }));
}

interface Written {
  person: string;
  row: StoredMessage;
  told: ToldEvent;
  event: Extract<LedgerEvent, { type: 'message' }>;
}

function writtenByPeople({ told, stored }: Evidence): Written[] {
  return received(stored).flatMap((row) => {
    const one = told.events.get(`message ${row.wamid}`);
    if (one?.event.type !== 'message' || one.event.person === undefined) return [];
    return [{ person: one.event.person, row, told: one, event: one.event }];
  });
}

/**
 * R4. What is promised is the order of receipt, which nobody outside can see for webhooks that are under way at the same
 * time. Two things can be seen: a message whose 200 the ledger has before the other was emitted at all was received
 * before it; and so was one that stands before the other in the only webhook that the other was ever in. Messages under
 * two names are one person's as soon as something that has both names was received, and two people's before.
 */
function disordered(evidence: Evidence): unknown[] {
  const sequenced = writtenByPeople(evidence).filter(({ event }) => event.sequence !== undefined);
  return [...groups(sequenced, ({ person }) => person)].flatMap(([person, rows]) => {
    const inOrder = rows.sort((one, other) => (isAppliedBefore(one.row, other.row) ? -1 : 1));
    const violations: unknown[] = [];
    inOrder.forEach((early, index) => {
      const late = inOrder
        .slice(index + 1)
        .find((other) => wasReceivedBefore(other.told, early.told) && areKnownAsOne(other, early, rows));
      if (late) violations.push({ person, appliedFirst: nameOf(early), receivedFirst: nameOf(late) });
    });
    return violations;
  });
}

function wasReceivedBefore(one: ToldEvent, other: ToldEvent): boolean {
  if (one.acknowledged !== undefined && one.acknowledged < other.firstEmitted) return true;
  return one.webhookId === other.webhookId && other.copies === 1 && one.place < other.place;
}

/** Whether it was known when the first of them was received that both are the same person. */
function areKnownAsOne(first: Written, second: Written, all: readonly Written[]): boolean {
  const names = first.event.identities ?? [];
  const others = second.event.identities ?? [];
  const has = (wanted: readonly string[]) => (name: string) => wanted.includes(name);
  if (names.some(has(others)) || names.length === 0) return true;
  return all.some(
    ({ event: { identities = [] }, told: { acknowledged: at } }) =>
      at !== undefined &&
      at < first.told.firstEmitted &&
      names.some(has(identities)) &&
      others.some(has(identities)),
  );
}

/**
 * By id, which is made when a message is applied. Two of the same millisecond by two processes have no order by that:
 * then the commits have one.
 */
function isAppliedBefore(one: StoredMessage, other: StoredMessage): boolean {
  const isSameMoment = one.id.slice(0, 13) === other.id.slice(0, 13);
  if (isSameMoment && one.committedAt !== other.committedAt) return one.committedAt < other.committedAt;
  return one.id < other.id;
}

function nameOf({ row, told, event: { sequence, identities } }: Written): unknown {
  const { acknowledged: acknowledgedAt, firstEmitted, copies } = told;
  return {
    wamid: row.wamid,
    id: row.id,
    sequence,
    identities,
    emitted: firstEmitted,
    acknowledged: acknowledgedAt,
    copies,
  };
}

/** From worst known to best; message-state.ts has them in the same order. */
const RANKS = ['received', 'queued', 'sending', 'unknown', 'sent', 'failed', 'delivered', 'read', 'played'];

/** R5: never below any of its statuses; above all of them only where the sender knew more than the statuses told. */
function notTheFold({ messages, statuses }: Stored): unknown[] {
  const ofMessage = groups(statuses, ({ wamid }) => wamid);
  return messages
    .filter(({ direction, wamid }) => direction === 'outbound' && wamid !== null)
    .flatMap(({ id, wamid, state }) => {
      const told = (ofMessage.get(wamid ?? '') ?? []).map(({ status }) => status);
      const highest = Math.max(-1, ...told.map((status) => RANKS.indexOf(status)));
      if (highest === -1) return [];
      const rank = RANKS.indexOf(state);
      const senderKnows = rank <= RANKS.indexOf('failed');
      return rank === highest || (rank > highest && senderKnows)
        ? []
        : [{ id, wamid, state, statuses: told }];
    });
}

function innocent({ deadLetters }: Stored): unknown[] {
  return deadLetters
    .filter(({ content }) => !/poison_[0-9a-f]{16}/.test(content))
    .map(({ content, ...letter }) => ({ ...letter, content: content.slice(0, 300) }));
}

function forgeries({ stored, forged }: Evidence): unknown[] {
  const wamids = new Set(forged);
  return received(stored).filter(({ wamid }) => wamid !== null && wamids.has(wamid));
}

function groups<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const result = new Map<string, T[]>();
  for (const item of items) {
    const group = result.get(key(item));
    if (group) group.push(item);
    else result.set(key(item), [item]);
  }
  return result;
}
