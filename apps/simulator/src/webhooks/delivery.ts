import { Agent } from 'undici';
import { signatureOf, wireBytes } from './wire';

export interface Attempt {
  httpStatus: number | null;
  failure: string | null;
}

const ANSWER_TIMEOUT_MS = 10_000;
const ANSWER_BYTES_READ = 64 * 1024;

/** Hands webhooks to the product over kept-alive connections. */
export class WebhookDelivery {
  private readonly agent: Agent;

  constructor(
    private readonly url: string,
    private readonly appSecret: string,
  ) {
    this.agent = new Agent({
      allowH2: false,
      connect: { timeout: ANSWER_TIMEOUT_MS },
      headersTimeout: ANSWER_TIMEOUT_MS,
      bodyTimeout: ANSWER_TIMEOUT_MS,
    });
  }

  /** One POST. Never throws: what went wrong is part of the answer. */
  async attempt(payload: object): Promise<Attempt> {
    const { origin, pathname, search } = new URL(this.url);
    const body = wireBytes(payload);
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'facebookexternalua',
      accept: '*/*',
      'x-hub-signature-256': signatureOf(body, this.appSecret),
    };
    try {
      const answer = await this.agent.request({
        origin,
        path: pathname + search,
        method: 'POST',
        headers,
        body,
      });
      await answer.body.dump({ limit: ANSWER_BYTES_READ }).catch(() => undefined);
      return { httpStatus: answer.statusCode, failure: null };
    } catch (error) {
      return { httpStatus: null, failure: describe(error) };
    }
  }

  /** Cuts what is still under way. */
  async close(): Promise<void> {
    await this.agent.destroy();
  }
}

function describe(error: unknown): string {
  const { code, errors, name } = (error ?? {}) as { code?: unknown; errors?: unknown; name?: unknown };
  if (typeof code === 'string') return code;
  if (Array.isArray(errors) && errors.length > 0) return describe(errors[0]);
  return typeof name === 'string' ? name : 'unknown error';
}
