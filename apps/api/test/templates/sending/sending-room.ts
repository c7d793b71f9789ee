import { sendComponentsOf } from '@parley/whatsapp-cloud';
import { eventually } from '../../support/eventually';
import { messagesWith } from '../../support/inbox';
import { postSigned, textWebhook } from '../../support/meta';
import { TEMPLATES, TemplateScene } from '../template-scene';
import { Handles, SAMPLES } from './headers-and-buttons';
import { Sending, Sendings } from './matrix';

/** What Meta was sent of a template. */
export interface Outcome {
  readonly sending: Sending;
  readonly templateId: string;
  /** As the simulator says it: graph.accepted, or graph.refused with the reason. */
  readonly answer: string;
  readonly components: unknown;
}

interface Told {
  readonly seq: number;
  readonly kind: string;
  readonly message?: string;
  readonly content?: { readonly components?: unknown };
  readonly callbackData?: string | null;
}

interface Queued {
  readonly sending: Sending;
  readonly templateId: string;
  readonly messageId: string;
}

const AT_ONCE = 6;
/** Meta takes 45 in a row to one person, and then one in six seconds (facts: cloud-api.md D). */
const TO_ONE_PERSON = 30;
const FIRST_PERSON = 16505554000;
const UNTIL_ALL_ARE_SENT_MS = 60_000;

/** Makes templates of every kind and sends each, side by side: over HTTP, all the way to the simulated Meta. */
export class SendingRoom {
  private readonly queued = new Map<string, Queued | Error>();
  /** By the id of the message. */
  private readonly told = new Map<string, Told>();
  private readUntil = 0;

  constructor(private readonly scene: TemplateScene) {}

  /** Answers when Meta has decided on each that could be queued. */
  async sendAll(sendings: Sendings): Promise<void> {
    const handles = await this.upload();
    const names = Object.keys(sendings);
    const people = Math.ceil(names.length / TO_ONE_PERSON);
    const conversations = await Promise.all(
      Array.from({ length: people }, (_, index) => this.meet(String(FIRST_PERSON + index))),
    );
    const next = names.entries();
    const work = async (): Promise<void> => {
      for (const [index, name] of next) {
        const conversationId = conversations[index % people] ?? '';
        const sending = sendings[name]?.(handles);
        const queued = sending && (await this.queue(sending, conversationId).catch((error: Error) => error));
        if (queued !== undefined) this.queued.set(name, queued);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    await eventually('Meta has decided on all', () => this.hasDecided(), UNTIL_ALL_ARE_SENT_MS);
  }

  /** What became of the one that is called so. @throws what was against it before Meta was asked */
  of(name: string): Outcome {
    const queued = this.queued.get(name);
    if (queued === undefined || queued instanceof Error) throw queued ?? new Error(`Nobody sent ${name}.`);
    const told = this.told.get(queued.messageId);
    if (told === undefined) throw new Error(`Meta was never sent ${name}.`);
    const { kind, message, content } = told;
    const answer = message === undefined ? kind : `${kind} ${message}`;
    return { ...queued, answer, components: content?.components };
  }

  private async upload(): Promise<Handles> {
    const handles: Record<string, string> = {};
    for (const [format, bytes] of Object.entries(SAMPLES)) {
      const { channelId } = this.scene;
      const sample = { channelId, fileName: format.toLowerCase(), content: bytes.toString('base64') };
      const { status, body } = await this.scene.admin.post<{ handle: string }>(
        `${TEMPLATES}/header-media`,
        sample,
      );
      if (status !== 201) throw new Error(`A sample was answered ${status}: ${JSON.stringify(body)}`);
      handles[format] = body.handle;
    }
    return handles;
  }

  /** Somebody writes to us, so that we may write to them; their conversation. */
  private async meet(phone: string): Promise<string> {
    const { product } = this.scene;
    await postSigned(product.apiUrl, textWebhook({ from: phone, body: 'hello' }));
    const [first] = await eventually(`${phone} has written`, async () => {
      const messages = await messagesWith(product.database, phone);
      return messages.length > 0 && messages;
    });
    return first?.conversationId ?? '';
  }

  private async queue(sending: Sending, conversationId: string): Promise<Queued> {
    const { form, values } = sending;
    const name = this.scene.newName('approve_at_once');
    const template = await this.scene.approved(name, form);
    const draft = {
      ...form,
      category: form.category.toUpperCase(),
      parameterFormat: form.parameterFormat?.toUpperCase(),
    };
    const filled = sendComponentsOf(draft, values);
    if (!filled.ok) throw new Error(`It cannot be filled in: ${JSON.stringify(filled.faults)}`);
    const { status, body } = await this.scene.product.as('agent').post<{ id: string }>('/api/v1/messages', {
      conversationId,
      type: 'template',
      body: { name, language: { code: 'en_US' }, components: filled.components },
    });
    if (status !== 201) throw new Error(`The message was answered ${status}: ${JSON.stringify(body)}`);
    return { sending, templateId: template.id, messageId: body.id };
  }

  private async hasDecided(): Promise<boolean> {
    const page = (await this.scene.atMeta('GET', `/sim/ledger?after=${this.readUntil}&limit=10000`)) as {
      entries: Told[];
    };
    for (const entry of page.entries) {
      this.readUntil = entry.seq;
      if (/^graph\.(accepted|refused)$/.test(entry.kind) && entry.callbackData)
        this.told.set(entry.callbackData, entry);
    }
    return [...this.queued.values()].every((one) => one instanceof Error || this.told.has(one.messageId));
  }
}
