import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '../support/eventually';
import { Product } from '../support/product';

const PAGE = readFileSync(resolve(__dirname, '../../../../docs/api.md'), 'utf8');

describe('docs/api.md', () => {
  let product: Product;
  let key: string;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    const scopes = ['tenant.read', 'channels.read', 'channels.manage', 'conversations.read'];
    const made = await product
      .as('owner')
      .post<{ token: string }>('/api/v1/api-keys', { name: 'Page', scopes, expiresAt: null });
    key = made.body.token;
  });
  afterAll(() => product.stop());

  /** Pastes the first example under that heading into a shell. */
  async function exampleOf(heading: string): Promise<string> {
    const section = PAGE.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
    const [, script = 'false'] = /```sh\n([\s\S]*?)```/.exec(section) ?? [];
    const env = { PATH: process.env['PATH'], PARLEY: product.apiUrl, PARLEY_KEY: key };
    return (await promisify(execFile)('bash', ['-eu', '-o', 'pipefail', '-c', script], { env })).stdout;
  }

  it('shows how a program asks', async () => {
    expect(JSON.parse(await exampleOf('Who calls'))).toMatchObject({ slug: 'demo' });
  });

  it('shows how to read page by page', async () => {
    expect(JSON.parse(await exampleOf('Pages'))).toEqual({ data: [], nextCursor: null });
  });

  it('shows how not to overwrite each other', async () => {
    const first = await exampleOf('Not overwriting each other');
    expect(first).toMatch(/^HTTP\/1.1 200 OK/);
    expect(first).toMatch(/^etag: "2"\r$/im);
    const second = await exampleOf('Not overwriting each other');
    expect(second).toMatch(/^HTTP\/1.1 412 Precondition Failed/);
    expect(second).toContain('"code":"changed_meanwhile"');
  });

  it('shows how to do something once', async () => {
    const first = await exampleOf('Doing it once');
    expect(first).toMatch(/^HTTP\/1.1 201 Created/);
    const again = await exampleOf('Doing it once');
    expect(again).toMatch(/^idempotency-replayed: true\r$/im);
    expect(again.split('\r\n\r\n')[1]).toBe(first.split('\r\n\r\n')[1]);
  });

  it('shows how to listen', async () => {
    // The example listens for two seconds, in which a busy machine may not get so far.
    await eventually('it is connected', async () =>
      (await exampleOf('Live updates')).includes(': connected'),
    );
  });
});
