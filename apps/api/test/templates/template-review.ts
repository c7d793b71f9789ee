import { creationBodyOf, TemplateDraft } from '@parley/whatsapp-cloud';
import { startSimulator } from '../../../simulator/src/simulator';
import { APP_ID } from '../support/management-graph';
import { META } from '../support/meta';

export interface Refusal {
  readonly code: number;
  readonly subcode: number | undefined;
  /** For people where Meta has one for them. */
  readonly sentence: string;
}

/** A sample for each kind of header that has a file. */
const SAMPLES: Readonly<Record<string, string>> = {
  IMAGE: 'image/png',
  VIDEO: 'video/mp4',
  GIF: 'video/mp4',
  DOCUMENT: 'application/pdf',
};
/** What the fixtures have in the place of a handle, and most templates for a name. */
const USUAL_NAME = 'order_shipped';
const AN_HOUR_MS = 3_600_000;

type Simulator = Awaited<ReturnType<typeof startSimulator>>;
type Json = Readonly<Record<string, unknown>>;

/** Meta's side of `POST /{waba}/message_templates`, over HTTP and without the product between. */
export class TemplateReview {
  private serial = 0;

  private constructor(
    private readonly simulator: Simulator,
    private readonly handles: Readonly<Record<string, string>>,
  ) {}

  static async open(): Promise<TemplateReview> {
    const { phoneNumberId, wabaId, displayPhoneNumber } = META;
    const simulator = await startSimulator({
      host: '127.0.0.1',
      port: 0,
      webhookUrl: 'http://127.0.0.1:9/nobody',
      webhookAppSecret: META.appSecret,
      accessToken: META.accessToken,
      appId: APP_ID,
      business: { phoneNumberId, wabaId, displayPhoneNumber },
      ledgerFile: null,
      statusDelaysMs: { sent: 1, delivered: 1, read: 1 },
      templateReviewMs: AN_HOUR_MS,
    });
    const handles: Record<string, string> = {};
    for (const [format, type] of Object.entries(SAMPLES))
      handles[format] = await uploaded(simulator.url, type);
    return new TemplateReview(simulator, handles);
  }

  /** Null: it was taken. The draft may be anything; it gets a name of its own, and the handle of a real upload. */
  async refusalOf(draft: unknown): Promise<Refusal | null> {
    const body = creationBodyOf(this.withHandles(draft) as TemplateDraft);
    const name = body['name'] === USUAL_NAME ? `${USUAL_NAME}_${(this.serial += 1)}` : body['name'];
    const answer = await graph(this.simulator.url, `/${META.wabaId}/message_templates`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, name }),
    });
    const { id, error } = answer as { id?: string; error?: Record<string, unknown> };
    if (id !== undefined) {
      // A name that somebody broke may come again.
      await fetch(`${this.simulator.url}/sim/templates`, { method: 'DELETE' });
      return null;
    }
    return {
      code: Number(error?.['code']),
      subcode: error?.['error_subcode'] as number | undefined,
      sentence: String(error?.['error_user_msg'] ?? error?.['message']),
    };
  }

  close(): Promise<void> {
    return this.simulator.close();
  }

  /** The linter cannot know which handles Meta gave out: one that is written as it should be becomes a real one. */
  private withHandles(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((entry) => this.withHandles(entry));
    if (!isObject(value)) return value;
    const copy = Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, this.withHandles(part)]),
    );
    const real = this.handles[String(value['format']).toUpperCase()];
    const { example } = value;
    const given: unknown = isObject(example) ? example['header_handle'] : undefined;
    const isWritten =
      Array.isArray(given) && given.length === 1 && typeof given[0] === 'string' && given[0] !== '';
    return real !== undefined && isWritten
      ? { ...copy, example: { ...(example as Json), header_handle: [real] } }
      : copy;
  }
}

/** By the two steps of a resumable upload; answers the handle. */
async function uploaded(url: string, type: string): Promise<string> {
  const bytes = Buffer.from('the bytes of a sample');
  const query = new URLSearchParams({
    file_name: 'sample',
    file_length: String(bytes.length),
    file_type: type,
  });
  const { id } = (await graph(url, `/${APP_ID}/uploads?${query}`, { method: 'POST' })) as { id: string };
  const headers = { 'content-type': 'application/octet-stream', file_offset: '0' };
  const { h } = (await graph(url, `/${id}`, { method: 'POST', headers, body: bytes })) as { h: string };
  return h;
}

async function graph(url: string, path: string, init: RequestInit): Promise<unknown> {
  const authorization = `Bearer ${META.accessToken}`;
  const answer = await fetch(`${url}/v25.0${path}`, { ...init, headers: { ...init.headers, authorization } });
  return answer.json();
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
