import { Product } from './product';

export interface LedgerEntry {
  readonly seq: number;
  readonly kind: string;
  readonly to?: string | null;
  readonly body?: string | null;
  readonly wamid?: string;
  readonly callbackData?: string | null;
}

/** As if Meta had approved a template that has no variables. */
export async function approveTemplate(product: Product, name: string): Promise<void> {
  const template = {
    name,
    language: 'en_US',
    category: 'UTILITY',
    components: [{ type: 'BODY', text: 'Hello' }],
  };
  const answer = await fetch(`${product.simulatorUrl}/sim/templates`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ templates: [template] }),
  });
  if (!answer.ok) throw new Error(`The simulator answered ${answer.status} to a template.`);
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
