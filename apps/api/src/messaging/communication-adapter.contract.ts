import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import {
  CommunicationAdapter,
  Correspondent,
  InboundElement,
  MediaOutcome,
  MediaToFetch,
  OutboundMessage,
  SendingChannel,
} from './communication-adapter';
import { OWN_CODES } from './explanations/own-explanations';

/** What an adapter's spec brings: the adapter, its provider in a test, and how that provider can be made to behave. */
export interface AdapterUnderTest {
  readonly adapter: CommunicationAdapter;
  readonly channel: SendingChannel;
  /** Webhooks of the provider; among them messages and statuses. */
  readonly webhooks: readonly Buffer[];
  /** Whom to write to so that the provider... */
  readonly recipients: {
    readonly accepts: string;
    readonly answersNonsense: string;
    readonly dropsConnection: string;
  };
  /** A channel that the provider refuses to send for. */
  readonly refusedChannel: SendingChannel;
  /** A person sends the channel these bytes; as its webhook tells of them. The provider then... */
  receiveFile(bytes: Buffer, provider: FileFate): Promise<Pick<MediaToFetch, 'providerMediaId' | 'url'>>;
  /** The same adapter where nobody listens. */
  readonly unreachable: CommunicationAdapter;
  /** Of the provider's own book: how often it was asked to send the message with this id of ours. */
  asked(messageId: string): Promise<number>;
}

const TEMPLATE = {
  name: 'order',
  language: 'en_US',
  category: 'utility',
  parameterFormat: 'positional',
  ttlSeconds: null,
} as const;

function peopleOf(element: InboundElement): Correspondent[] {
  if (element.kind === 'message')
    return [element.correspondent, ...(element.author === null ? [] : [element.author])];
  return element.kind === 'person' || element.kind === 'preference' ? [element.correspondent] : [];
}

export type FileFate = 'gives it' | 'has it no more' | 'names a foreign host' | 'breaks off';

/** What messaging relies on in every adapter. `start` is called once; `stop` ends what it began. */
export function describeCommunicationAdapter(
  name: string,
  start: () => Promise<AdapterUnderTest>,
  stop: () => Promise<void>,
): void {
  describe(`the adapter for ${name}, as every adapter`, () => {
    let given: AdapterUnderTest;
    let serial = 0;

    beforeAll(async () => (given = await start()));
    afterAll(stop);

    const textTo = (recipient: string): OutboundMessage => ({
      id: `01900000-0000-7000-8000-${String(++serial).padStart(12, '0')}`,
      recipient: { kind: 'phone', value: recipient },
      type: 'text',
      body: { body: 'hello سلام 👋' },
      replyTo: null,
    });

    it('says for which provider it is', () => {
      expect(given.adapter.provider).toMatch(/^[a-z]+$/);
    });

    it('says what a channel may do, whatever the news of its account look like', () => {
      const news = fc.record({
        field: fc.constantFrom(...given.adapter.standingFields),
        event: fc.option(fc.string()),
        payload: fc.jsonValue(),
      });
      fc.assert(
        fc.property(fc.array(news, { maxLength: 5 }), fc.option(fc.string()), (some, heldCode) => {
          const { mayBeginWith, untilMs } = given.adapter.standingOf(some, heldCode, Date.now());
          expect(mayBeginWith === null || mayBeginWith >= 0).toBe(true);
          expect(untilMs === null || Number.isFinite(untilMs)).toBe(true);
        }),
      );
      expect(given.adapter.standingOf([], null, Date.now()).state).toBe('connected');
    });

    describe('splitting a webhook', () => {
      const split = (body: Buffer) => given.adapter.split(body);

      it('finds messages and statuses in what the provider sends', () => {
        const kinds = given.webhooks.flatMap(split).map(({ kind }) => kind);
        expect(kinds).toEqual(expect.arrayContaining(['message', 'status']));
      });

      it('never throws and always finds something, whatever the bytes', () => {
        const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
        const json = fc.json().map((text) => Buffer.from(text));
        fc.assert(
          fc.property(fc.oneof(bytes, json), (body) => {
            expect(split(body).length).toBeGreaterThan(0);
          }),
        );
      });

      it('never throws for a webhook with any part of it cut out', () => {
        const cut = fc.record({
          webhook: fc.nat(given.webhooks.length - 1),
          from: fc.nat(2_000),
          length: fc.nat(200),
        });
        fc.assert(
          fc.property(cut, ({ webhook, from, length }) => {
            const bytes = given.webhooks[webhook] as Buffer;
            const rest = Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + length)]);
            expect(split(rest).length).toBeGreaterThan(0);
          }),
        );
      });

      it.each([
        ['nothing', ''],
        ['no JSON', 'hello'],
        ['nested without end', '['.repeat(100_000)],
      ])('makes one element for quarantine out of a body that is %s', (_what, text) => {
        expect(split(Buffer.from(text))).toMatchObject([{ kind: 'quarantined' }]);
      });

      it('makes the same elements in the same order each time, since the place of one is its key', () => {
        for (const webhook of given.webhooks) expect(split(webhook)).toEqual(split(webhook));
      });

      it('does not change the bytes that it was given', () => {
        for (const webhook of given.webhooks) {
          const before = Buffer.from(webhook);
          split(webhook);
          expect(webhook.equals(before)).toBe(true);
        }
      });

      it('makes elements that keep their meaning as JSON and that PostgreSQL can store', () => {
        for (const element of given.webhooks.flatMap(split)) {
          const kept = JSON.stringify(element);
          expect(JSON.parse(kept) as InboundElement).toEqual(element);
          expect(kept.includes('\\u0000') || /\\ud[89a-f]/.test(kept)).toBe(false);
        }
      });

      it('says of every element where it belongs, and when it was', () => {
        for (const element of given.webhooks.flatMap(split)) {
          if (element.kind === 'quarantined') continue;
          const places = Object.values(element.whereabouts).filter((place) => place !== null);
          expect(places.length).toBeGreaterThan(0);
          expect(places).not.toContain('');
          const { occurredAt } = element;
          if (occurredAt === null) expect(element.kind).not.toMatch(/^(message|status)$/);
          else expect(new Date(occurredAt).toISOString()).toBe(occurredAt);
        }
      });

      it('says of every message with whom, through which number and under which id', () => {
        for (const element of given.webhooks.flatMap(split)) {
          if (element.kind !== 'message') continue;
          const { channelExternalId, address } = element.whereabouts;
          expect(channelExternalId ?? address).not.toBeNull();
          expect(element.providerMessageId).not.toBe('');
          expect(element.targetProviderMessageId).not.toBe(element.providerMessageId);
          expect(element.type).not.toBe('');
          expect(element.state === null).toBe(element.direction === 'inbound');
        }
      });

      it('names nobody by what is not true of them any more', () => {
        const people = given.webhooks.flatMap(split).flatMap(peopleOf);
        expect(people.some(({ formerly }) => formerly.length > 0)).toBe(true);
        for (const { identities, formerly } of people) {
          const all = [...identities, ...formerly].map(({ kind, value }) => `${kind} ${value}`);
          expect(identities.length).toBeGreaterThan(0);
          expect(new Set(all).size).toBe(all.length);
          expect(all.every((identity) => /\S \S/.test(identity))).toBe(true);
        }
      });

      it('keeps every element of its own, whatever stands beside it', () => {
        const whole = given.webhooks.flatMap(split);
        expect(whole.length).toBeGreaterThan(given.webhooks.length);
        expect(new Set(whole.map(({ kind }) => kind))).toEqual(
          new Set(['message', 'status', 'person', 'preference', 'account', 'quarantined']),
        );
      });
    });

    describe('opening a file', () => {
      const FILE = Buffer.from('the bytes of a picture');
      const openFile = async (
        { bytes = FILE, provider = 'gives it' as FileFate, address = true, maxBytes = 1_000 } = {},
        channel = given.channel,
        adapter = given.adapter,
      ): Promise<MediaOutcome> => {
        const { providerMediaId, url } = await given.receiveFile(bytes, provider);
        return adapter.openMedia(channel, { providerMediaId, url: address ? url : null, maxBytes });
      };
      const contentOf = (outcome: MediaOutcome): Promise<Buffer> => {
        if (outcome.kind !== 'opened') throw new Error(`It was not opened: ${outcome.failure.code}`);
        return buffer(outcome.content);
      };
      const failing = (kind: 'refused' | 'postponed') => ({
        kind,
        failure: {
          code: expect.stringMatching(/^[a-z_]+$/) as string,
          reason: expect.stringMatching(/\.$/) as string,
        },
      });

      it.each([true, false])(
        'gives its bytes, where the webhook has told its address: %s',
        async (address) => {
          expect(await contentOf(await openFile({ address }))).toEqual(FILE);
        },
      );

      it('says of what type and size it should be, and with which checksum', async () => {
        const outcome = await openFile({ address: false });
        expect(outcome).toMatchObject({ mimeType: 'image/png', byteSize: FILE.length });
        expect(outcome).toHaveProperty('sha256', expect.stringMatching(/./));
        await contentOf(outcome);
      });

      it('takes one that is exactly as large as it may be, and refuses a larger one', async () => {
        expect(await contentOf(await openFile({ maxBytes: FILE.length }))).toEqual(FILE);
        expect(await openFile({ maxBytes: FILE.length - 1 })).toMatchObject({
          failure: { code: 'too_large' },
        });
      });

      it.each(['has it no more', 'names a foreign host'] as const)(
        'is refused when the provider %s',
        async (provider) => {
          expect(await openFile({ provider })).toMatchObject(failing('refused'));
        },
      );

      it('breaks the stream when the provider breaks off', async () => {
        const outcome = await openFile({ provider: 'breaks off', bytes: Buffer.alloc(900, 'x') });
        await expect(contentOf(outcome)).rejects.toThrow();
      });

      it('may come later when the token is refused, or nobody listens', async () => {
        expect(await openFile({}, given.refusedChannel)).toMatchObject(failing('postponed'));
        expect(await openFile({}, given.channel, given.unreachable)).toMatchObject(failing('postponed'));
      });
    });

    describe('a message to be', () => {
      const text = { type: 'text', body: { body: 'hello' } };

      it('has no faults when it is a text, and reads as its words', () => {
        expect(given.adapter.faultsOf(text)).toEqual([]);
        expect(given.adapter.wordsOf(text)).toBe('hello');
        expect(given.adapter.templateOf(text)).toBeNull();
      });

      it('has its faults named, each by its field, whatever somebody makes up', () => {
        fc.assert(
          fc.property(fc.string(), fc.anything(), (type, body) => {
            const faults = given.adapter.faultsOf({ type, body });
            for (const fault of faults) {
              expect(fault.code).toMatch(/^[a-z_]+$/);
              expect(fault.message).toMatch(/./);
            }
            for (const template of [null, { ...TEMPLATE, components: [body] }]) {
              const words = given.adapter.wordsOf({ type, body }, template);
              expect(words === null || typeof words === 'string').toBe(true);
            }
            const template = given.adapter.templateOf({ type, body });
            expect(template === null || typeof template === 'string').toBe(true);
          }),
        );
        expect(given.adapter.faultsOf({ type: 'text', body: {} })[0]?.field).toMatch(/body/);
      });
    });

    describe('explaining', () => {
      it('never throws, and has a sentence and a next step for whatever it explains', () => {
        fc.assert(
          fc.property(fc.oneof(fc.string(), fc.nat().map(String)), (code) => {
            const explanation = given.adapter.explain(code);
            if (explanation === null) return;
            expect(explanation.sentence).toMatch(/^[A-Z].+\.$/);
            expect(explanation.next).toMatch(/^[A-Z].+\.$/);
          }),
        );
      });

      it('leaves our own codes to us', () => {
        for (const code of OWN_CODES) expect(given.adapter.explain(code)).toBeNull();
      });
    });

    describe('sending', () => {
      const send = (recipient: string, channel = given.channel, adapter = given.adapter, mayBegin = true) => {
        const text = textTo(recipient);
        let begun = 0;
        return adapter
          .send(channel, text, () => {
            begun += 1;
            return mayBegin;
          })
          .then((result) => ({ ...result, id: text.id, begun }));
      };
      const failing = (kind: string) => ({
        kind,
        failure: { code: expect.stringMatching(/./) as string, reason: expect.stringMatching(/./) as string },
      });

      it('is accepted with an id of the provider, and asked for once, under our id', async () => {
        const { answer, attempt, id, begun } = await send(given.recipients.accepts);
        expect(begun).toBe(1);
        expect(answer).toEqual({
          kind: 'accepted',
          providerMessageId: expect.stringMatching(/./) as string,
        });
        expect(attempt).toMatchObject({ bytesWritten: true });
        expect(await given.asked(id)).toBe(1);
      });

      it('is blocked with a reason when the provider does not know our token', async () => {
        const { answer } = await send(given.recipients.accepts, given.refusedChannel);
        expect(answer).toMatchObject(failing('blocked'));
      });

      it('is refused, and nobody is asked, when there is nobody to send it to', async () => {
        const { answer, attempt, id, begun } = await send('not an address');
        expect(begun).toBe(0);
        expect(answer).toMatchObject(failing('refused'));
        expect(attempt).toBeNull();
        expect(await given.asked(id)).toBe(0);
      });

      it('is known not to have gone out when nobody listens', async () => {
        const nobody = await send(given.recipients.accepts, given.channel, given.unreachable);
        const { answer, attempt, begun } = nobody;
        expect(begun).toBe(0);
        expect(answer).toMatchObject(failing('not_sent'));
        expect(attempt).toMatchObject({ bytesWritten: false });
      });

      it('is not sent where it may not begin any more when its turn comes', async () => {
        const { accepts } = given.recipients;
        const { answer, attempt, id, begun } = await send(accepts, given.channel, given.adapter, false);
        expect(answer).toMatchObject(failing('not_sent'));
        expect(attempt).toMatchObject({ bytesWritten: false });
        expect(begun).toBe(1);
        expect((await send(accepts)).answer.kind).toBe('accepted');
        expect(await given.asked(id)).toBe(0);
      });

      it.each([['answersNonsense'], ['dropsConnection']] as const)(
        'is unknown, and is not asked for again, when the provider %s',
        async (recipient) => {
          const { answer, id, begun } = await send(given.recipients[recipient]);
          expect(begun).toBe(1);
          expect(answer).toMatchObject(failing('unknown'));
          expect(await given.asked(id)).toBe(1);
        },
      );

      it('never shows the access token in a reason', async () => {
        const results = await Promise.all([
          send(given.recipients.accepts, given.refusedChannel),
          send(given.recipients.answersNonsense),
          send(given.recipients.dropsConnection),
          send(given.recipients.accepts, given.channel, given.unreachable),
        ]);
        const told = JSON.stringify(results);
        expect(told).not.toContain(given.channel.accessToken);
        expect(told).not.toContain(given.refusedChannel.accessToken);
      });
    });
  });
}
