import type { Message } from '@parley/api-client';
import { ShoppingBag } from 'lucide-react';
import { Card, CardLine } from './card';
import { money } from './money';

type Order = NonNullable<NonNullable<Message['content']>['order']>;

export function OrderSummary({ order }: { order: Order }) {
  const { items, text, total, currency } = order;
  return (
    <Card
      icon={ShoppingBag}
      title={items.length === 1 ? 'Order of 1 product' : `Order of ${items.length} products`}
    >
      <ul className="mt-1 space-y-0.5 text-[13px] leading-5">
        {items.map((item, index) => (
          <li key={index} className="flex justify-between gap-4">
            <span className="min-w-0 break-words">
              {item.quantity === null ? '' : `${item.quantity} × `}
              <bdi dir="ltr">{item.productId ?? 'unnamed product'}</bdi>
            </span>
            {item.price === null ? null : (
              <span className="shrink-0 text-bubble-meta tabular-nums">
                {money(item.price, item.currency)}
              </span>
            )}
          </li>
        ))}
      </ul>
      {total === null ? null : (
        <p className="mt-1 flex justify-between gap-4 border-t border-ink/10 pt-1 text-[13px] leading-5 font-medium">
          <span>Together</span>
          <span className="tabular-nums">{money(total, currency)}</span>
        </p>
      )}
      {text ? (
        <CardLine>
          <bdi dir="auto">{text}</bdi>
        </CardLine>
      ) : null}
    </Card>
  );
}
