import type { SendingEvidence } from '../evidence/evidence.ts';
import type { SentRow } from '../evidence/sent-rows.ts';
import type { AcceptedSend } from '../evidence/told-sends.ts';

/** So long the news may be under way in us after Meta had our 200; what was queued again before is then found too late. */
const NEWS_ARE_KNOWN_AFTER_MS = 30_000;
/** A lease lasts 5 s, and what is claimed is begun within a second or given back. */
const LATEST_CALL_MS = 10_000;

/** O2: by our ids that came with them. */
function sendsOf({ told }: SendingEvidence): Map<string | null, AcceptedSend[]> {
  return Map.groupBy(told.accepted, ({ messageId }) => messageId);
}

const isBroadcast = ({ sendingClass }: SentRow): boolean => sendingClass === 'broadcast';

/** O2: at most once, whatever happened. */
export function broadcastTwice(evidence: SendingEvidence): unknown[] {
  const sends = sendsOf(evidence);
  return evidence.stored.rows
    .filter((row) => isBroadcast(row) && (sends.get(row.id)?.length ?? 0) > 1)
    .map((row) => ({ ...row, sends: sends.get(row.id) }));
}

/** O2: once, and once more for each time that it says it was sent again. */
export function replyTooOften(evidence: SendingEvidence): unknown[] {
  const sends = sendsOf(evidence);
  return evidence.stored.rows
    .filter((row) => !isBroadcast(row) && (sends.get(row.id)?.length ?? 0) > 1 + row.resends)
    .map((row) => ({ ...row, sends: sends.get(row.id) }));
}

/** O2: a status had told of the first, long before the second. */
export function sentAgainInSpiteOfNews(evidence: SendingEvidence): unknown[] {
  const { statuses } = evidence.told;
  return [...sendsOf(evidence)].flatMap(([messageId, [first, ...others]]) => {
    if (messageId === null || !first) return [];
    const [told] = statuses.get(first.wamid) ?? [];
    const second = others.find(({ atMs }) => told && atMs > told.atMs + NEWS_ARE_KNOWN_AFTER_MS);
    return second ? [{ messageId, first, told, second }] : [];
  });
}

/** O2: nothing goes out that nobody queued. */
export function sentByNobody({ told, stored }: SendingEvidence): unknown[] {
  const ids = new Set(stored.rows.map(({ id }) => id));
  return told.accepted.filter(({ messageId }) => messageId === null || !ids.has(messageId));
}

/** O2: whoever was stopped for a while finds out before each call that another may be sending. */
export function calledTooLate(evidence: SendingEvidence): unknown[] {
  const claims = Map.groupBy(evidence.stored.claims, ({ messageId }) => messageId);
  return evidence.told.accepted.flatMap(({ messageId, wamid, atMs }) => {
    const before = (claims.get(messageId ?? '') ?? []).map((claim) => claim.atMs).filter((at) => at <= atMs);
    if (before.length === 0) return [];
    const waitedMs = Math.round(atMs - Math.max(...before));
    const isJammed = evidence.jams.some(({ fromMs, toMs }) => fromMs < atMs && toMs > atMs - waitedMs);
    return waitedMs > LATEST_CALL_MS && !isJammed ? [{ messageId, wamid, waitedMs }] : [];
  });
}
