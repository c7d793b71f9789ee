import { COMMUNICATION_ADAPTERS, CommunicationAdapter } from '../../src/messaging';
import { InboundEngine } from '../../src/messaging/inbound/inbound-engine';
import { OutboundEngine } from '../../src/messaging/outbound/outbound-engine';
import { eventually } from '../support/eventually';
import { inboxIsEmpty } from '../support/inbox';
import { messagesChange, newWamid, postSigned, textMessage, webhookOf } from '../support/meta';
import { ProductProcess } from '../support/processes';
import { Product } from '../support/product';
import { queueMany } from './many-queued';

const PER_SECOND = 20;
/** For longer than a process needs to start. */
const QUEUED = 150 * PER_SECOND;
/** A second's worth also where they are told of in two parts. */
const RECEIVED = 2 * PER_SECOND;
const MOST_OF_A_SECOND_MS = 900;

describe('what one worker receives', () => {
  let product: Product;
  let receiving: ProductProcess | undefined;
  /** When the worker that sends began each call; it is this process, and the one that receives another. */
  const calledAt: number[] = [];

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    await product.database.query(
      `UPDATE channel SET echo_enabled = false, messages_per_second = ${PER_SECOND}`,
    );
    const sending = await product.startWorker();
    await sending.get(InboundEngine, { strict: false }).onModuleDestroy();
    for (const adapter of sending.get<CommunicationAdapter[]>(COMMUNICATION_ADAPTERS, { strict: false }))
      jest.spyOn(adapter, 'send').mockImplementation(() => {
        calledAt.push(performance.now());
        return Promise.resolve({
          answer: { kind: 'accepted', providerMessageId: newWamid() },
          attempt: null,
        });
      });
    await queueMany(product, { count: QUEUED });
    sending.get(OutboundEngine, { strict: false }).wake();
    await eventually('the first is sent', () => Promise.resolve(calledAt.length > 0));
    receiving = await ProductProcess.start('worker.js', {
      ...product.environmentVariables(),
      LOG_LEVEL: 'error',
    });
  });
  afterAll(async () => {
    await receiving?.stop();
    await product.stop();
  });

  it('uses what the number may send in another, for a second', async () => {
    const messages = Array.from({ length: RECEIVED }, (_, person) =>
      textMessage({ from: `1650556${String(person).padStart(4, '0')}` }),
    );
    const before = calledAt.length;
    await postSigned(product.apiUrl, webhookOf(messagesChange({ messages })));
    await inboxIsEmpty(product.database);
    await eventually('it rests for a second and goes on', () =>
      calledAt.slice(before).some((time, index) => {
        const last = calledAt[before + index - 1] ?? time;
        return time - last > MOST_OF_A_SECOND_MS;
      }),
    );
  });
});
