import { createHmac } from 'node:crypto';
import { signedWebhooks, writerOf, type StreamOptions } from './webhooks.ts';

interface Body {
  entry: { changes: { value: { metadata: { phone_number_id: string }; messages: Message[] } }[] }[];
}
interface Message {
  id: string;
  from: string;
  text: { body: string };
}

const options: StreamOptions = {
  stream: 3,
  numbers: [
    { phoneNumberId: '1', wabaId: '10' },
    { phoneNumberId: '2', wabaId: '20' },
  ],
  people: 5,
  events: 1_000,
  batches: 'mixed',
  since: 1_790_000_000,
  appSecret: 'secret',
};

const valueOf = (body: string) => (JSON.parse(body) as Body).entry[0]?.changes[0]?.value;
const messagesOf = (webhooks: { body: string }[]): Message[] =>
  webhooks.flatMap(({ body }) => valueOf(body)?.messages ?? []);

describe('a stream of webhooks', () => {
  const webhooks = signedWebhooks(options);

  it('is signed over its bytes, and the same for the same options', () => {
    for (const { body, signature } of webhooks)
      expect(signature).toBe(`sha256=${createHmac('sha256', 'secret').update(body).digest('hex')}`);
    expect(signedWebhooks(options)).toEqual(webhooks);
  });

  it('has as many messages as wanted, each with an id of its own', () => {
    const ids = messagesOf(webhooks).map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([1_000, 1_000]);
    expect(webhooks.flatMap(({ wamids }) => wamids)).toEqual(ids);
  });

  it('numbers what each person writes, in order', () => {
    const next = new Map<string, number>();
    for (const { from, text } of messagesOf(webhooks)) {
      const wanted = next.get(from) ?? 0;
      expect(text.body).toMatch(new RegExp(`^#${wanted} `));
      next.set(from, wanted + 1);
    }
    expect(next.size).toBe(10);
  });

  it('has one message in half of a mixed stream, 1 to 10 in the others, and 3.25 on average', () => {
    const sizes = signedWebhooks({ ...options, events: 6_500 }).map(({ wamids }) => wamids.length);
    expect(sizes.filter((size) => size === 1).length / sizes.length).toBeCloseTo(0.55, 1);
    expect(Math.max(...sizes)).toBe(10);
    expect(6_500 / sizes.length).toBeCloseTo(3.25, 2);
    expect(signedWebhooks({ ...options, batches: 'single' })).toHaveLength(1_000);
  });

  it('has nothing in common with another stream', () => {
    const other = new Set(
      messagesOf(signedWebhooks({ ...options, stream: 4 })).flatMap(({ id, from }) => [id, from]),
    );
    expect(messagesOf(webhooks).some(({ id, from }) => other.has(id) || other.has(from))).toBe(false);
  });

  it('tells of each message who wrote it', () => {
    for (const { id, from } of messagesOf(signedWebhooks(options)))
      expect(writerOf(id, options.people)).toBe(from);
  });
});
