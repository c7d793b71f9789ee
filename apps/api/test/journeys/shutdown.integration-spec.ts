import { postSigned, textWebhook } from '../support/meta';
import { freePort, ProductProcess } from '../support/processes';
import { Product } from '../support/product';

describe('a process that is asked to stop', () => {
  let product: Product;
  let environment: Record<string, string>;

  beforeAll(async () => {
    product = await Product.create();
    const port = await freePort();
    product.apiUrl = `http://127.0.0.1:${port}`;
    environment = { ...product.environmentVariables(), PORT: String(port), LOG_LEVEL: 'error' };
  });
  afterAll(() => product.stop());

  it('ends with code 0, the api also while a dashboard listens to its events', async () => {
    const api = await ProductProcess.start('main.js', environment);
    const events = await product.as().fetch('/api/v1/events');
    expect(events.headers.get('content-type')).toContain('text/event-stream');

    expect(await api.stop()).toBe(0);
    await events.text();
  });

  it('ends with code 0, the worker also while it has work', async () => {
    const api = await ProductProcess.start('main.js', environment);
    const worker = await ProductProcess.start('worker.js', environment);
    await Promise.all(Array.from({ length: 50 }, () => postSigned(product.apiUrl, textWebhook())));

    expect(await worker.stop()).toBe(0);
    expect(await api.stop()).toBe(0);
  });

  it('does not start with a wrong configuration, and says all that is wrong with it', async () => {
    const start = ProductProcess.start('main.js', {
      ...environment,
      PORT: 'eighty',
      ENCRYPTION_KEY: 'short',
    });
    await expect(start).rejects.toThrow(/PORT[^]*ENCRYPTION_KEY|ENCRYPTION_KEY[^]*PORT/);
  });
});
