import { COMMUNICATION_ADAPTERS, CommunicationAdapter } from '../../src/messaging';
import { OutboundEngine } from '../../src/messaging/outbound/outbound-engine';
import { SendingWindow } from '../../src/messaging/outbound/sending-window';
import { SharedLimiter } from '../../src/platform/limits/shared-limiter';
import { eventually } from '../support/eventually';
import { newWamid } from '../support/meta';
import { Product } from '../support/product';
import { queueMany } from './many-queued';

const TEMPLATES = 200;
const TEXTS = 120;
const MINUTE_MS = 60_000;
/** By how much the store's clock and ours may be apart after a second. */
const CLOCKS_DIFFER_MS = 1;

describe('a number of 1,000 in a second with SENDING_WINDOW on', () => {
  let product: Product;
  let window: SendingWindow;
  let wake: () => void;
  const calls: { readonly id: string; readonly type: string; readonly at: number }[] = [];
  /** By the id of the message when the window was asked the last time: it was counted then or later, before its call. */
  const askedAt = new Map<string, number>();
  const typesThatWaited = new Set<string>();

  beforeAll(async () => {
    product = await Product.create({ SENDING_WINDOW: 'on' });
    await product.database.query('UPDATE channel SET messages_per_second = 1000');
    const worker = await product.startWorker();
    window = worker.get(SendingWindow, { strict: false });
    wake = () => worker.get(OutboundEngine, { strict: false }).wake();
    withPatience(worker.get<SharedLimiter>(SharedLimiter, { strict: false }));
    noteAsking();
    for (const adapter of worker.get<CommunicationAdapter[]>(COMMUNICATION_ADAPTERS, { strict: false }))
      jest.spyOn(adapter, 'send').mockImplementation((_channel, { id, type }) => {
        calls.push({ id, type, at: performance.now() });
        return Promise.resolve({
          answer: { kind: 'accepted', providerMessageId: newWamid() },
          attempt: null,
        });
      });
    await queueMany(product, { count: TEMPLATES, type: 'template', sendingClass: 'broadcast' });
    await queueMany(product, { count: TEXTS, sendingClass: 'human' });
    wake();
    await eventually('all are sent', () => Promise.resolve(calls.length === TEMPLATES + TEXTS), 30_000);
  }, 60_000);
  afterAll(() => product.stop());

  /** On a busy machine an answer may take longer than a sender waits for it. */
  function withPatience(limiter: SharedLimiter): void {
    const { ask } = limiter as unknown as { ask: SharedLimiter['admit'] };
    jest.spyOn(limiter, 'admit').mockImplementation((...of) => ask.apply(limiter, of));
  }

  function noteAsking(): void {
    const waitMs = window.waitMs.bind(window);
    jest.spyOn(window, 'waitMs').mockImplementation(async (message) => {
      askedAt.set(message.id, performance.now());
      const ms = await waitMs(message);
      if (ms > 0) typesThatWaited.add(message.type);
      return ms;
    });
  }

  it('sends no more than 80 templates in a second', () => {
    const templates = calls.filter(({ type }) => type === 'template');
    expect(templates).toHaveLength(TEMPLATES);
    for (const [index, { id }] of templates.entries()) {
      const next = templates[index + 80];
      if (next !== undefined)
        expect(next.at - (askedAt.get(id) ?? NaN)).toBeGreaterThan(1_000 - CLOCKS_DIFFER_MS);
    }
  });

  it('does not hold up by that what people wait for', async () => {
    expect(typesThatWaited).not.toContain('text');
    jest
      .spyOn(window, 'waitMs')
      .mockImplementation(({ type }) => Promise.resolve(type === 'template' ? MINUTE_MS : 0));
    calls.length = 0;
    await queueMany(product, { count: TEMPLATES, type: 'template', sendingClass: 'broadcast' });
    await queueMany(product, { count: TEXTS, sendingClass: 'human' });
    wake();
    await eventually('all texts are sent', () => calls.length === TEXTS, MINUTE_MS / 2);
    expect(calls.filter(({ type }) => type === 'template')).toEqual([]);
  });
});
