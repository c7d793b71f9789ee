import { eventually } from '../support/eventually';
import { inboxIsEmpty } from '../support/inbox';
import { newOperator, newPhoneNumberId, OPERATOR, postTexts } from '../support/operator';
import { ProductProcess } from '../support/processes';
import { Product } from '../support/product';

interface Replay {
  readonly id: string;
  readonly done: number;
  readonly total: number;
  readonly finishedAt: string | null;
}

describe('a worker that dies while it replays', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.create({ INSTALLATION: 'test' });
    await product.startApi();
  });
  afterAll(() => product.stop());

  it.each(['replay.claimed:2', 'replay.before-commit:2'])(
    'at %s loses no letter and doubles no message',
    async (point) => {
      const environment = { ...product.environmentVariables(), LOG_LEVEL: 'error' };
      const mortal = await ProductProcess.start('worker.js', { ...environment, CRASH_POINT: point });
      const number = newPhoneNumberId();
      const wamids = await postTexts(product, number, 9);
      await inboxIsEmpty(product.database);
      await product.addTenant(`dying-${number}`, number, false);
      const operator = newOperator(product).client;
      const { body: replay } = await operator.post<Replay>(`${OPERATOR}/replays`, {
        action: 'replay',
        filter: { reason: 'unknown_channel' },
        ratePerSecond: 20,
      });
      expect(replay.total).toBe(9);
      await mortal.ended();

      const worker = await ProductProcess.start('worker.js', environment);
      const finished = await eventually('the replay is finished', async () => {
        const { body } = await operator.get<Replay>(`${OPERATOR}/replays/${replay.id}`);
        return body.finishedAt !== null && body;
      });
      await inboxIsEmpty(product.database);
      await worker.stop();
      expect(finished.done).toBe(9);
      const messages = await product.database.query<{ wamid: string }>(
        'SELECT provider_message_id AS wamid FROM message WHERE provider_message_id = ANY ($1)',
        [wamids],
      );
      expect(messages.map(({ wamid }) => wamid).sort()).toEqual([...wamids].sort());
      const left = await product.database.query(`SELECT 1 FROM dead_letter WHERE state <> 'replayed'`);
      expect(left).toEqual([]);
    },
  );
});
