import { eventually } from '../support/eventually';
import { messagesWith } from '../support/inbox';
import { APP_ID } from '../support/management-graph';
import { META, postSigned, textWebhook } from '../support/meta';
import { Product } from '../support/product';

export interface SentMessage {
  readonly id: string;
  readonly state: string;
  readonly failure: { readonly code: string; readonly reason: string } | null;
}

/** The demo tenant's number at the simulator, as somebody uses it over HTTP. */
export class NumberScene {
  private constructor(
    readonly product: Product,
    readonly channelId: string,
  ) {}

  static async set(): Promise<NumberScene> {
    const product = await Product.create({ WHATSAPP_APP_ID: APP_ID });
    await product.startApi();
    await product.startSimulator();
    // Again, now that it knows where Meta is.
    await product.startApi();
    await product.startWorker();
    const { body } = await product.as().get<{ data: { id: string }[] }>('/api/v1/channels');
    const channelId = body.data[0]?.id ?? '';
    await product.as().patch(`/api/v1/channels/${channelId}`, { echoEnabled: false });
    return new NumberScene(product, channelId);
  }

  get path(): string {
    return `/api/v1/channels/${this.channelId}`;
  }

  /** What is sent to somebody who has just written. */
  async sendTo(phone: string, message: object): Promise<{ status: number; body: SentMessage }> {
    await postSigned(this.product.apiUrl, textWebhook({ from: phone, body: 'hello' }));
    const conversationId = await eventually(
      'their message is here',
      async () => (await messagesWith(this.product.database, phone))[0]?.conversationId,
    );
    return this.product.as().post<SentMessage>('/api/v1/messages', { conversationId, ...message });
  }

  /** Waits until it is in one of these states. */
  reaches(id: string, states: readonly string[], deadlineMs?: number): Promise<SentMessage> {
    return eventually(
      `it is ${states.join(' or ')}`,
      async () => {
        const { body } = await this.product.as().get<SentMessage>(`/api/v1/messages/${id}`);
        return states.includes(body.state) && body;
      },
      deadlineMs,
    );
  }

  /** What became of the first try, as it was written down. */
  firstTryOf(id: string, deadlineMs?: number): Promise<string> {
    return eventually(
      'the try is written down',
      async () => {
        const [row] = await this.product.database.query<{ outcome: string | null }>(
          'SELECT outcome FROM delivery_attempt WHERE message_id = $1 ORDER BY number LIMIT 1',
          [id],
        );
        return row?.outcome;
      },
      deadlineMs,
    );
  }

  /** What goes wrong at Meta from now on; nothing: all goes well again. */
  faults(...rules: { when: object; then: object }[]): Promise<unknown> {
    const named = rules.map((rule, index) => ({ id: `fault ${index}`, ...rule }));
    return this.atMeta('PUT', '/sim/faults', { seed: 1, rules: named });
  }

  /** What is done at the simulator itself. */
  async atMeta<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const answer = await fetch(`${this.product.simulatorUrl}${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`The simulator answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json().catch(() => undefined)) as Answer;
  }

  /** How many requests Meta has had of us. */
  async askedOfMeta(): Promise<number> {
    const answer = await fetch(`${this.product.simulatorUrl}/sim/ledger?limit=10000`);
    const { entries } = (await answer.json()) as { entries: { kind: string }[] };
    return entries.filter(({ kind }) => kind.startsWith('graph.')).length;
  }

  get values(): Record<string, string> {
    const { accessToken, phoneNumberId, wabaId } = META;
    return { accessToken, phoneNumberId, wabaId };
  }

  stop(): Promise<void> {
    return this.product.stop();
  }
}

export const TEXT = { type: 'text', body: { body: 'How can I help?' } };
