import { setTimeout as pause } from 'node:timers/promises';
import type { Post } from '../evidence/evidence.ts';
import type { Correspondent, Furnished } from './furnish.ts';

const ANSWER_WITHIN_MS = 5_000;
const AGAIN_AFTER_MS = 500;
/** Whoever repeats what died with the api is told to wait for a minute. */
const LAST_TRIES_MS = 90_000;
const MOST_UNANSWERED = 200;
/** What may be otherwise in a moment: too many, the first one is still under way, or we are in trouble. */
const isForNow = (status: number): boolean => status >= 500 || status === 429 || status === 409;

interface Options {
  apiUrl: string;
  numbers: readonly Furnished[];
  /** Of each number. */
  perSecond: number;
}

/** Answers to people, posted to the API all the time: each again and again with its key until it is accepted. */
export class Posts {
  readonly made: Post[] = [];
  readonly #options: Options;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #unanswered = new Set<Promise<void>>();
  #givesUpAtMs = Infinity;

  constructor(options: Options) {
    this.#options = options;
  }

  start(): void {
    const { numbers, perSecond } = this.#options;
    for (const { people, apiKey } of numbers) {
      let turn = 0;
      const next = () => {
        const to = people[turn % people.length];
        turn += 1;
        if (to && this.#unanswered.size < MOST_UNANSWERED) this.#begin(to, apiKey);
      };
      this.#timers.push(setInterval(next, 1_000 / perSecond));
    }
  }

  /** No new ones. */
  end(): void {
    for (const timer of this.#timers) clearInterval(timer);
  }

  /** Resolves when all that was begun is accepted, or cannot be. */
  async settled(): Promise<void> {
    this.#givesUpAtMs = Date.now() + LAST_TRIES_MS;
    await Promise.all(this.#unanswered);
  }

  #begin(to: Correspondent, apiKey: string): void {
    const post: Post = { text: `answer ${this.made.length}`, id: null, tries: 0, refusedWith: null };
    this.made.push(post);
    const posting: Promise<void> = this.#post(post, to, apiKey).finally(() =>
      this.#unanswered.delete(posting),
    );
    this.#unanswered.add(posting);
  }

  async #post(post: Post, { conversationId }: Correspondent, apiKey: string): Promise<void> {
    while (post.id === null && post.refusedWith === null && Date.now() < this.#givesUpAtMs) {
      if (post.tries > 0) await pause(AGAIN_AFTER_MS);
      post.tries += 1;
      const answer = await this.#ask(post.text, conversationId, apiKey).catch(() => undefined);
      if (answer?.id !== undefined) post.id = answer.id;
      else if (answer && !isForNow(answer.status)) post.refusedWith = answer.status;
    }
  }

  async #ask(
    text: string,
    conversationId: string,
    apiKey: string,
  ): Promise<{ status: number; id?: string | undefined }> {
    const answer = await fetch(`${this.#options.apiUrl}/v1/messages`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        'idempotency-key': text.replaceAll(' ', '-'),
      },
      body: JSON.stringify({ conversationId, type: 'text', body: { body: text } }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const { id } = (await answer.json()) as { id?: string };
    return answer.ok ? { status: answer.status, id } : { status: answer.status };
  }
}
