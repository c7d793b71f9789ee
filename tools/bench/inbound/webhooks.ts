import { createHmac } from 'node:crypto';

/** A number that people write to. */
export interface BusinessNumber {
  phoneNumberId: string;
  wabaId: string;
}

/** The same options give the same webhooks. */
export interface StreamOptions {
  /** Digits that set this stream's people and messages apart from every other's; at most 4. */
  stream: number;
  numbers: readonly BusinessNumber[];
  /** People of each number; they write in turn. */
  people: number;
  events: number;
  /** `single`: one event in each webhook; `mixed`: one in half of them, 1 to 10 in the others. */
  batches: 'single' | 'mixed';
  /** When they begin to write, in seconds since 1970; each writes once a second. Nobody answers what is old. */
  since: number;
  appSecret: string;
}

export interface SignedWebhook {
  body: string;
  signature: string;
  /** Ids of its messages. */
  wamids: string[];
  /** Who wrote them. */
  people: string[];
}

/** Sizes of the webhooks of a mixed stream, in turn: as many single ones as others, of 1 to 10. */
const MIXED_SIZES = [1, 7, 1, 2, 1, 10, 1, 4, 1, 1, 1, 9, 1, 5, 1, 3, 1, 8, 1, 6];

/**
 * Text messages as Meta sends them, each text saying which one of its person it is (`#0`, `#1`, …). A webhook belongs to
 * one number; numbers and their people take turns.
 */
export function signedWebhooks(options: StreamOptions): SignedWebhook[] {
  const webhooks: SignedWebhook[] = [];
  const written = options.numbers.map(() => 0);
  for (let left = options.events; left > 0;) {
    const turn = webhooks.length;
    const place = turn % options.numbers.length;
    const round = Math.floor(turn / options.numbers.length);
    const wanted = options.batches === 'single' ? 1 : (MIXED_SIZES[round % MIXED_SIZES.length] ?? 1);
    const size = Math.min(wanted, left);
    const first = written[place] ?? 0;
    written[place] = first + size;
    left -= size;
    webhooks.push(webhookOf(options, place, first, size));
  }
  return webhooks;
}

function webhookOf(options: StreamOptions, place: number, first: number, size: number): SignedWebhook {
  const number = options.numbers[place] as BusinessNumber;
  const messages = Array.from({ length: size }, (_, offset) => messageOf(options, place, first + offset));
  const people = [...new Set(messages.map(({ from }) => from))];
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550100042', phone_number_id: number.phoneNumberId },
    contacts: people.map((phone) => ({ profile: { name: `Person ${phone}` }, wa_id: phone })),
    messages,
  };
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: number.wabaId, changes: [{ value, field: 'messages' }] }],
  });
  const digest = createHmac('sha256', options.appSecret).update(body).digest('hex');
  return { body, signature: `sha256=${digest}`, wamids: messages.map(({ id }) => id), people };
}

const phoneOf = (stream: number, place: number, person: number): string =>
  `1555${String(stream).padStart(4, '0')}${String(place).padStart(2, '0')}${String(person).padStart(5, '0')}`;

/** Who wrote a message of a stream of so many people of each number. */
export function writerOf(wamid: string, people: number): string {
  const id = Buffer.from(wamid.replace('wamid.', ''), 'base64').toString();
  const [stream = NaN, place = NaN, index = NaN] = id.split('.').map((part) => Number.parseInt(part, 10));
  return phoneOf(stream, place, index % people);
}

function messageOf({ stream, people, since }: StreamOptions, place: number, index: number) {
  const person = index % people;
  const sequence = Math.floor(index / people);
  const from = phoneOf(stream, place, person);
  const id = `${stream}.${place}.${String(index).padStart(9, '0')} of a bench`;
  return {
    from,
    id: `wamid.${Buffer.from(id).toString('base64')}`,
    timestamp: String(since + sequence),
    type: 'text',
    text: {
      body: `#${sequence} Hello, where is my order? I have been waiting since the day before yesterday.`,
    },
  };
}
