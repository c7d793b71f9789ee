import { INestApplicationContext } from '@nestjs/common';
import { APP_ID } from '../support/management-graph';
import { eventually } from '../support/eventually';
import { Answer, Client } from '../support/client';
import { inboxIsEmpty } from '../support/inbox';
import { Product } from '../support/product';

export interface ApiTemplate {
  readonly id: string;
  readonly name: string;
  readonly externalId: string | null;
  readonly status: string;
  readonly quality: string | null;
  readonly category: string;
  readonly previousCategory: string | null;
  readonly correctCategory: string | null;
  readonly rejectionReason: string | null;
  readonly recommendation: string | null;
  readonly pauseReason: string | null;
  readonly pausedUntil: string | null;
  readonly hasUnsubmittedChanges: boolean;
  readonly drift: { readonly submitted: unknown; readonly theirs: unknown } | null;
  readonly components: unknown;
  readonly syncedAt: string | null;
  readonly lastUsedAt: string | null;
  readonly updatedAt: string;
  readonly version: number;
}

export interface ApiProblem {
  readonly code: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string }[];
}

export const TEMPLATES = '/api/v1/templates';
export const BODY = { type: 'BODY', text: 'Your order is on its way.' };

/** The worker begins one every five seconds, where there is a reason. */
export const UNTIL_A_SYNC_IS_DONE_MS = 30_000;

let serial = 0;

/** A tenant whose number is at the simulator, and what somebody does with its templates over HTTP. */
export class TemplateScene {
  private constructor(
    readonly product: Product,
    readonly channelId: string,
    readonly worker: INestApplicationContext,
  ) {}

  static async set(): Promise<TemplateScene> {
    const product = await Product.create({ WHATSAPP_APP_ID: APP_ID });
    await product.startApi();
    await product.startSimulator();
    // Again, now that it knows where Meta is.
    await product.startApi();
    const worker = await product.startWorker();
    const { body } = await product.as().get<{ data: { id: string }[] }>('/api/v1/channels');
    const channelId = body.data[0]?.id ?? '';
    await product.as().patch(`/api/v1/channels/${channelId}`, { echoEnabled: false });
    return new TemplateScene(product, channelId, worker);
  }

  get admin(): Client {
    return this.product.as('admin');
  }

  /** A name that no other template has; the simulator knows what some words in it mean. */
  newName(word: string): string {
    return `${word}_${(serial += 1)}`;
  }

  async draft(name: string, more: object = {}): Promise<ApiTemplate> {
    const form = { name, language: 'en_US', category: 'utility', components: [BODY], ...more };
    const { status, body } = await this.admin.post<ApiTemplate>(TEMPLATES, {
      channelId: this.channelId,
      ...form,
    });
    if (status !== 201) throw new Error(`A draft was answered ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  submit(id: string): Promise<Answer<ApiTemplate & ApiProblem>> {
    return this.admin.post(`${TEMPLATES}/${id}/submission`);
  }

  async submitted(name: string, more: object = {}): Promise<ApiTemplate> {
    const { id } = await this.draft(name, more);
    const { status, body } = await this.submit(id);
    if (status !== 200) throw new Error(`A submission was answered ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  async approved(name: string, more: object = {}): Promise<ApiTemplate> {
    const { id } = await this.submitted(name, more);
    return this.reaches(id, ({ status }) => status === 'approved');
  }

  /** In the answer already; the news of that, which come later and change nothing, are heard. */
  async approvedAtOnce(): Promise<ApiTemplate> {
    const { id } = await this.submitted(this.newName('approve_at_once'));
    await this.allIsHeard();
    return this.reaches(id, ({ status }) => status === 'approved');
  }

  async get(id: string): Promise<ApiTemplate> {
    return (await this.admin.get<ApiTemplate>(`${TEMPLATES}/${id}`)).body;
  }

  reaches(id: string, is: (template: ApiTemplate) => boolean): Promise<ApiTemplate> {
    return eventually(
      'the template has become what it should',
      async () => {
        const template = await this.get(id);
        return is(template) && template;
      },
      UNTIL_A_SYNC_IS_DONE_MS,
    );
  }

  /** Meta decides, and its news of that are heard: they come after its answer. */
  async decide(externalId: string | null, decision: object): Promise<void> {
    await this.atMeta('POST', `/sim/templates/${externalId}/decide`, decision);
    await this.allIsHeard();
  }

  /** All that Meta has said by now has come, and was applied. */
  async allIsHeard(): Promise<void> {
    await eventually('Meta has told all', async () => {
      const { waiting } = (await this.atMeta('GET', '/sim/load')) as { waiting: number };
      return waiting === 0;
    });
    await inboxIsEmpty(this.product.database);
  }

  /** Calls that are no sends go wrong from now on; nothing: they go well again. */
  faults(...rules: object[]): Promise<unknown> {
    return this.atMeta('PUT', '/sim/faults', { seed: 1, rules });
  }

  async atMeta(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${this.product.simulatorUrl}${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`The simulator answered ${answer.status}: ${await answer.text()}`);
    const text = await answer.text();
    return text === '' ? undefined : JSON.parse(text);
  }

  stop(): Promise<void> {
    return this.product.stop();
  }
}
