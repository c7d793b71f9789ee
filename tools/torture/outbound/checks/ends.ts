import type { SendingEvidence } from '../evidence/evidence.ts';

/** From worst known to best; message-state.ts has them in the same order. */
const RANKS = ['received', 'queued', 'sending', 'unknown', 'sent', 'failed', 'delivered', 'read', 'played'];
const REACHED = new Set(['sent', 'delivered', 'read', 'played']);
const MAY_NEED_A_REASON = new Set(['queued', 'unknown', 'failed']);

const rankOf = (state: string): number => RANKS.indexOf(state);

/** O2: terminal, held or unknown; and what did not arrive says why. */
export function withoutAnEnd({ stored }: SendingEvidence): unknown[] {
  return stored.rows.filter(
    ({ state, failureCode }) =>
      !REACHED.has(state) && !(MAY_NEED_A_REASON.has(state) && failureCode !== null),
  );
}

/** O2: what is called sent has a name with Meta, and it is this message's. */
export function sentButNotThere({ told, stored }: SendingEvidence): unknown[] {
  const sends = Map.groupBy(told.accepted, ({ messageId }) => messageId);
  return stored.rows.filter(
    ({ id, state, wamid }) =>
      REACHED.has(state) && !(sends.get(id) ?? []).some((accepted) => accepted.wamid === wamid),
  );
}

/** O2: what is called failed is not on somebody's phone; what Meta took and let fail later is. */
export function failedButThere({ told, stored }: SendingEvidence): unknown[] {
  const sends = Map.groupBy(told.accepted, ({ messageId }) => messageId);
  return stored.rows.filter(({ id, state }) => {
    const accepted = sends.get(id) ?? [];
    return state === 'failed' && accepted.length > 0 && !accepted.some(({ fails }) => fails);
  });
}

/** R5: nothing is below what was told of it by our id or Meta's. */
export function belowItsStatuses({ told, stored }: SendingEvidence): unknown[] {
  const sends = Map.groupBy(told.accepted, ({ messageId }) => messageId);
  return stored.rows.flatMap((row) => {
    const accepted = sends.get(row.id) ?? [];
    const meant = row.wamid === null ? accepted : accepted.filter(({ wamid }) => wamid === row.wamid);
    const statuses = meant.flatMap(({ wamid }) => told.statuses.get(wamid) ?? []);
    const isBelow = statuses.some(({ status }) => rankOf(status) > rankOf(row.state));
    return isBelow ? [{ ...row, statuses }] : [];
  });
}
