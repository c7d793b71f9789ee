import { COMMUNICATION_ADAPTERS, CommunicationAdapter } from '../../src/messaging';
import { OutboundEngine } from '../../src/messaging/outbound/outbound-engine';
import { eventually } from '../support/eventually';
import { newWamid } from '../support/meta';
import { Product } from '../support/product';
import { queueMany } from './many-queued';

const TEMPLATES = 200;
const TEXTS = 120;
/** What lies between the store's admission and the call. */
const LATE_MS = 50;

describe('a number of 1,000 in a second with SENDING_WINDOW on', () => {
  let product: Product;
  const calls: { readonly type: string; readonly at: number }[] = [];

  beforeAll(async () => {
    product = await Product.create({ SENDING_WINDOW: 'on' });
    await product.database.query('UPDATE channel SET messages_per_second = 1000');
    const worker = await product.startWorker();
    for (const adapter of worker.get<CommunicationAdapter[]>(COMMUNICATION_ADAPTERS, { strict: false }))
      jest.spyOn(adapter, 'send').mockImplementation((_channel, { type }) => {
        calls.push({ type, at: performance.now() });
        return Promise.resolve({
          answer: { kind: 'accepted', providerMessageId: newWamid() },
          attempt: null,
        });
      });
    await queueMany(product, { count: TEMPLATES, type: 'template', sendingClass: 'broadcast' });
    await queueMany(product, { count: TEXTS, sendingClass: 'human' });
    worker.get(OutboundEngine, { strict: false }).wake();
    await eventually('all are sent', () => Promise.resolve(calls.length === TEMPLATES + TEXTS), 30_000);
  }, 60_000);
  afterAll(() => product.stop());

  it('sends no more than 80 templates in a second', () => {
    const times = calls.filter(({ type }) => type === 'template').map(({ at }) => at);
    expect(times).toHaveLength(TEMPLATES);
    for (const [index, time] of times.entries()) {
      const next = times[index + 80];
      if (next !== undefined) expect(next - time).toBeGreaterThan(1_000 - LATE_MS);
    }
  });

  it('does not hold up by that what people wait for', () => {
    const texts = calls.filter(({ type }) => type === 'text').map(({ at }) => at);
    expect(texts).toHaveLength(TEXTS);
    expect(Math.max(...texts) - Math.min(...texts)).toBeLessThan(1_000);
  });
});
