import { Transaction } from '../../../platform/database/transaction';
import { cursorAt, Page, pageOf, Place } from '../../../platform/http/page';
import {
  DeliveryRange,
  DeliveryRow,
  WantedContent,
  WebhookDeliveriesRepository,
} from './webhook-deliveries.repository';

/** After this time a search answers what it has, and where to go on. */
const BUDGET_MS = 3_000;
/** How many are looked into at once: of the largest that there are, as much as the database reads in some seconds. */
const CLOSE_LOOK = 500;

export interface Found extends Page<DeliveryRow> {
  /** Everything that was received then or later was looked at; null: the whole range was. */
  readonly lookedBackTo: Date | null;
}

/** The newest deliveries of the range with the wanted content, as many as the range allows, found piece by piece. */
export async function findDeliveries(
  deliveries: WebhookDeliveriesRepository,
  transaction: Transaction,
  range: DeliveryRange,
  wanted: WantedContent,
): Promise<Found> {
  const isCloseLook = wanted.tenantId !== null || wanted.spellings !== null;
  const piece = isCloseLook ? CLOSE_LOOK : range.limit + 1;
  const deadline = performance.now() + BUDGET_MS;
  const found: (DeliveryRow & Place)[] = [];
  let to = range.to;
  for (;;) {
    const rows = await deliveries.list(transaction, { ...range, to, limit: piece }, wanted);
    found.push(...rows.filter(({ isWanted }) => isWanted));
    const page = pageOf(found, range.limit);
    if (page.nextCursor !== null) return { ...page, lookedBackTo: page.rows.at(-1)?.receivedAt ?? null };
    const last = rows.at(-1);
    if (last === undefined || rows.length < piece) return { ...page, lookedBackTo: null };
    if (performance.now() > deadline)
      return { rows: found, nextCursor: cursorAt(last), lookedBackTo: last.receivedAt };
    to = last.id;
  }
}
