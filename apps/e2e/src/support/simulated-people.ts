import { randomInt } from 'node:crypto';
import type { ChosenFile } from './files.ts';

export interface Person {
  name: string;
  /** Digits without `+`. */
  phone: string;
}

interface LedgerPage {
  entries: { kind: string; to?: string; body?: string }[];
}

/** A person nobody has met yet: one name is one person of one story. */
export function somebody(name: string): Person {
  return { name, phone: `4477${String(randomInt(1e8)).padStart(8, '0')}` };
}

/** The customers behind the simulator: what they write arrives as signed webhooks. */
export class SimulatedPeople {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** Resolves when the message is on its way, not when it has arrived. */
  async writes({ name, phone }: Person, ...texts: string[]): Promise<void> {
    for (const text of texts) {
      const answer = await fetch(`${this.#url}/sim/people/${phone}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name, text }),
      });
      if (answer.status !== 201)
        throw new Error(`The simulator says ${answer.status} ${await answer.text()}`);
    }
  }

  /** `query` as the simulator takes it: type, caption, fault, times. */
  async sends({ name, phone }: Person, file: ChosenFile, query: Record<string, string> = {}): Promise<void> {
    const search = new URLSearchParams({ name, filename: file.name, ...query });
    const answer = await fetch(`${this.#url}/sim/people/${phone}/media?${search}`, {
      method: 'POST',
      headers: { 'content-type': file.mimeType },
      body: new Uint8Array(file.buffer),
    });
    if (answer.status !== 201) throw new Error(`The simulator says ${answer.status} ${await answer.text()}`);
  }

  /** Does anything else that Meta reports, by the simulator's name for it; answers its wamid. */
  async does({ name, phone }: Person, type: string, details: Record<string, unknown> = {}): Promise<string> {
    const answer = await fetch(`${this.#url}/sim/people/${phone}/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type, name, ...details }),
    });
    if (answer.status !== 201) throw new Error(`The simulator says ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { wamid: string }).wamid;
  }

  /** Everything that Graph accepted from the product for this person. */
  async repliesTo({ phone }: Person): Promise<string[]> {
    const answer = await fetch(`${this.#url}/sim/ledger?limit=10000`);
    const { entries } = (await answer.json()) as LedgerPage;
    return entries
      .filter(({ kind, to }) => kind === 'graph.accepted' && to === phone)
      .map(({ body }) => body ?? '');
  }
}
