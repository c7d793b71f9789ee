import { SystemDatabase } from '../../src/platform/database/database';
import { eventually } from '../support/eventually';
import { messagesChange, postSigned, textMessage, webhookOf } from '../support/meta';
import { Product } from '../support/product';

interface Row {
  readonly state: string;
  readonly code: string | null;
}

describe('a sender that does not hear whether its claim was committed', () => {
  let product: Product;
  let database: SystemDatabase;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    await product.startSimulator();
    database = (await product.startWorker()).get(SystemDatabase, { strict: false });
  });
  afterAll(() => product.stop());

  /** The next claim that takes something is committed, and its answer lost. */
  function loseNextClaim(): void {
    const transaction = database.preparedTransaction.bind(database);
    let isLost = false;
    jest.spyOn(database, 'preparedTransaction').mockImplementation(async (work) => {
      const result = await transaction(work);
      const { messages = [] } = (result ?? {}) as { messages?: unknown[] };
      if (isLost || messages.length === 0) return result;
      isLost = true;
      throw new Error('The connection was lost.');
    });
  }

  const write = (body: string) =>
    postSigned(product.apiUrl, webhookOf(messagesChange({ messages: [textMessage({ body })] })));
  const echoOf = async (body: string): Promise<Row | undefined> => {
    const [row] = await product.database.query<Row>(
      `SELECT state, failure_code AS code FROM message WHERE direction = 'outbound' AND text LIKE '%' || $1`,
      [body],
    );
    return row;
  };

  it('says of what it took that nobody knows, and goes on with what comes', async () => {
    loseNextClaim();
    await write('lost');
    await eventually('nobody knows of it', async () => (await echoOf('lost'))?.state === 'unknown');
    expect(await echoOf('lost')).toEqual({ state: 'unknown', code: 'sender_died' });
    await write('found');
    await eventually('the next one is sent', async () => (await echoOf('found'))?.state === 'read');
  });
});
