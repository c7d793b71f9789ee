import { MessageOrder, MessageOrderItem } from '../../../messaging';
import { asId, asList, asRecord, asWord } from '../normalise/reading';
import { asLine, asNumber } from './showing';

const MAX_ITEMS = 200;
const CENTS = 100;

export function orderOf(content: unknown): MessageOrder | null {
  const order = asRecord(content);
  if (order === undefined) return null;
  const items = asList(order.product_items).slice(0, MAX_ITEMS).map(itemOf);
  const currencies = new Set(items.map(({ currency }) => currency));
  const [currency = null] = currencies;
  return {
    items,
    text: asLine(order.text),
    currency: currencies.size === 1 ? currency : null,
    total: currencies.size === 1 ? totalOf(items) : null,
  };
}

function itemOf(raw: unknown): MessageOrderItem {
  const item = asRecord(raw) ?? {};
  return {
    productId: asId(item.product_retailer_id) ?? null,
    quantity: asNumber(item.quantity),
    price: asNumber(item.item_price),
    currency: asWord(item.currency) ?? null,
  };
}

/** Null as soon as one item does not say what it costs. */
function totalOf(items: readonly MessageOrderItem[]): number | null {
  const sums = items.map(({ quantity, price }) =>
    quantity === null || price === null ? Number.NaN : quantity * price,
  );
  const total = Math.round(sums.reduce((sum, one) => sum + one, 0) * CENTS) / CENTS;
  return Number.isFinite(total) ? total : null;
}
