import { Product } from './product';

export interface LedgerEntry {
  readonly seq: number;
  readonly kind: string;
  readonly to?: string | null;
  readonly body?: string | null;
  readonly wamid?: string;
  readonly callbackData?: string | null;
}

/** What the simulated Meta has in its book about sends to that phone: `graph.accepted` and `graph.refused`. */
export async function sendsTo(product: Product, phone: string, kind?: string): Promise<LedgerEntry[]> {
  const answer = await fetch(`${product.simulatorUrl}/sim/ledger?limit=10000`);
  const { entries } = (await answer.json()) as { entries: LedgerEntry[] };
  return entries.filter(
    (entry) =>
      (kind === undefined ? entry.kind.startsWith('graph.') : entry.kind === kind) &&
      entry.to?.replace('+', '') === phone,
  );
}
