import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { IsOptional, IsString } from 'class-validator';
import { newId } from '../../src/kernel/ids';
import { Problem } from '../../src/kernel/problem';
import { IdempotencyRepository } from '../../src/platform/http/idempotency/idempotency.repository';
import { eventually } from '../support/eventually';
import { SmallApi } from '../support/small-api';

class Order {
  @IsString()
  what: string;

  @IsOptional()
  @IsString()
  with?: string;
}

/** What the kitchen has made, and what it waits for before it goes on. */
const made: string[] = [];
let stove: Promise<void> = Promise.resolve();

@Controller('v1')
class KitchenController {
  @Post('dishes')
  async cook(@Body() order: Order): Promise<object> {
    made.push(order.what);
    await stove;
    return { id: newId(), what: order.what, version: 1, secret: 'the-sauce-of-the-house' };
  }

  @Post('dishes/:dishId/serving')
  @HttpCode(204)
  serve(@Param('dishId') dishId: string): void {
    made.push(`served ${dishId}`);
  }

  @Post('reservations')
  reserve(@Query('table') table: string): object {
    made.push(`table ${table}`);
    return { table };
  }

  @Post('refusals')
  refuse(): never {
    made.push('refusal');
    throw new Problem(409, 'sold_out', 'Sold out.');
  }

  @Post('fires')
  burn(): never {
    made.push('fire');
    throw new Error('The kitchen burns.');
  }

  @Put('menu')
  write(): object {
    made.push('menu');
    return {};
  }

  @Get('dishes')
  list(): object {
    return { data: made };
  }
}

describe('a POST with an Idempotency-Key', () => {
  let api: SmallApi;
  let tenantId: string;
  const ana = newId();

  beforeAll(async () => {
    api = await SmallApi.start([KitchenController]);
    tenantId = await api.newTenant();
  });
  afterAll(() => api.stop());
  beforeEach(() => void made.splice(0));

  const keyed = (key: string) => ({ 'idempotency-key': key });
  const records = () => api.database.query<{ response: Buffer | null }>('SELECT * FROM idempotency_record');

  it('is done once, and answered alike each time', async () => {
    const caller = api.as(ana, tenantId);
    const first = await caller.post('/api/v1/dishes', { what: 'soup' }, keyed('once'));
    const again = await caller.post('/api/v1/dishes', { what: 'soup' }, keyed('once'));
    expect([first.status, again.status, made]).toEqual([201, 201, ['soup']]);
    expect(again.body).toEqual(first.body);
    expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([
      null,
      'true',
    ]);
    expect([first.headers.get('etag'), again.headers.get('etag')]).toEqual(['"1"', '"1"']);
  });

  it('is done once when it comes twenty times at the same moment', async () => {
    const caller = api.as(ana, tenantId);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        caller.post<{ id?: string; code?: string }>('/api/v1/dishes', { what: 'bread' }, keyed('crowd')),
      ),
    );
    expect(made).toEqual(['bread']);
    const ids = new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    for (const { status, body, headers } of answers.filter(({ status }) => status !== 201)) {
      expect([status, body.code, headers.get('retry-after')]).toEqual([
        409,
        'idempotency_key_in_flight',
        '1',
      ]);
    }
  });

  it('is told to wait while the first one runs, and gets its answer afterwards', async () => {
    const caller = api.as(ana, tenantId);
    let open: () => void = () => undefined;
    stove = new Promise((resolve) => (open = resolve));
    const first = caller.post('/api/v1/dishes', { what: 'roast' }, keyed('slow'));
    await eventually('the first one runs', () => made.length === 1);
    const second = await caller.post('/api/v1/dishes', { what: 'roast' }, keyed('slow'));
    expect(second).toMatchObject({ status: 409, body: { code: 'idempotency_key_in_flight' } });
    expect(second.headers.get('retry-after')).toBe('1');
    open();
    stove = Promise.resolve();
    const { body } = await first;
    expect(await caller.post('/api/v1/dishes', { what: 'roast' }, keyed('slow'))).toMatchObject({
      status: 201,
      body,
    });
    expect(made).toEqual(['roast']);
  });

  it.each([
    ['another body', '/api/v1/dishes', { what: 'cake' }],
    ['one field more', '/api/v1/dishes', { what: 'soup', with: 'salt' }],
    ['another operation', '/api/v1/refusals', { what: 'soup' }],
    ['another document', '/api/v1/dishes/2/serving', { what: 'soup' }],
  ])('is refused when the key was used with %s', async (what, path, body) => {
    const caller = api.as(ana, tenantId);
    const key = keyed(`other-${what.replaceAll(' ', '-')}`);
    await caller.post('/api/v1/dishes', { what: 'soup' }, key);
    expect(await caller.post(path, body, key)).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
    expect(made).toEqual(['soup']);
  });

  it('is refused when the key was used with another query', async () => {
    const caller = api.as(ana, tenantId);
    await caller.post('/api/v1/reservations?table=1', undefined, keyed('table'));
    const other = await caller.post('/api/v1/reservations?table=2', undefined, keyed('table'));
    expect([other.status, made]).toEqual([422, ['table 1']]);
  });

  it('is the same one with its fields in another order', async () => {
    const caller = api.as(ana, tenantId);
    await caller.post('/api/v1/dishes', { what: 'soup', with: 'salt' }, keyed('order'));
    const again = await caller.post('/api/v1/dishes', { with: 'salt', what: 'soup' }, keyed('order'));
    expect([again.headers.get('idempotency-replayed'), made]).toEqual(['true', ['soup']]);
  });

  it('is not kept from running by the same key of another caller or in another tenant', async () => {
    const other = await api.newTenant();
    const answers = await Promise.all(
      [api.as(ana, tenantId), api.as(newId(), tenantId), api.as(ana, other)].map((caller) =>
        caller.post<{ id: string }>('/api/v1/dishes', { what: 'tea' }, keyed('mine')),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(3);
  });

  it('is answered without a body again where there was none', async () => {
    const caller = api.as(ana, tenantId);
    const first = await caller.post('/api/v1/dishes/7/serving', undefined, keyed('empty'));
    const again = await caller.post('/api/v1/dishes/7/serving', undefined, keyed('empty'));
    expect([first.status, first.body, again.status, again.body]).toEqual([204, undefined, 204, undefined]);
    expect(made).toEqual(['served 7']);
  });

  it.each([
    ['was refused', '/api/v1/refusals', 409, 'refusal'],
    ['failed', '/api/v1/fires', 500, 'fire'],
  ])('runs again when the first one %s, for it has changed nothing', async (_what, path, status, mark) => {
    const caller = api.as(ana, tenantId);
    for (let times = 1; times <= 2; times++) {
      expect((await caller.post(path, {}, keyed(`again-${mark}`))).status).toBe(status);
      expect(made).toEqual(Array(times).fill(mark));
    }
  });

  it('may be mended after it was not valid', async () => {
    const caller = api.as(ana, tenantId);
    expect((await caller.post('/api/v1/dishes', { what: 7 }, keyed('mended'))).status).toBe(400);
    expect((await caller.post('/api/v1/dishes', { what: 'soup' }, keyed('mended'))).status).toBe(201);
  });

  it('runs anew a minute after the process of the first one died', async () => {
    const caller = api.as(ana, tenantId);
    let die: (reason: Error) => void = () => undefined;
    stove = new Promise((_resolve, reject) => (die = reject));
    const first = caller.post('/api/v1/dishes', { what: 'stew' }, keyed('died'));
    await eventually('the first one runs', () => made.length === 1);
    stove = Promise.resolve();
    const age = (seconds: number) =>
      api.database.query(
        `UPDATE idempotency_record SET created_at = now() - $1 * interval '1 second' WHERE key = 'died'`,
        [seconds],
      );
    await age(45);
    expect((await caller.post('/api/v1/dishes', { what: 'stew' }, keyed('died'))).status).toBe(409);
    await age(61);
    expect(await caller.post('/api/v1/dishes', { what: 'cake' }, keyed('died'))).toMatchObject({
      status: 422,
    });
    const second = await caller.post('/api/v1/dishes', { what: 'stew' }, keyed('died'));
    expect(second.status).toBe(201);
    // It was not dead after all: its end must not change what the second one left.
    die(new Error('too late'));
    expect((await first).status).toBe(500);
    const third = await caller.post('/api/v1/dishes', { what: 'stew' }, keyed('died'));
    expect([third.body, third.headers.get('idempotency-replayed')]).toEqual([second.body, 'true']);
  });

  it('is remembered for a day, and nothing of it is kept afterwards', async () => {
    const caller = api.as(ana, tenantId);
    await caller.post('/api/v1/dishes', { what: 'soup' }, keyed('day'));
    await api.database.query(
      `UPDATE idempotency_record SET expires_at = now() + interval '23 hours 59 minutes' WHERE key = 'day'`,
    );
    expect(
      (await caller.post('/api/v1/dishes', { what: 'soup' }, keyed('day'))).headers.get(
        'idempotency-replayed',
      ),
    ).toBe('true');
    await api.database.query(`UPDATE idempotency_record SET expires_at = now() WHERE key = 'day'`);
    expect((await caller.post('/api/v1/dishes', { what: 'cake' }, keyed('day'))).status).toBe(201);
    expect(made).toEqual(['soup', 'cake']);
    await api.database.query(`UPDATE idempotency_record SET expires_at = now() WHERE key = 'day'`);
    const kept = (await records()).length - 1;
    expect(await api.app.get(IdempotencyRepository).deleteExpiredAcrossTenants()).toBe(1);
    expect((await records()).length).toBe(kept);
  });

  it('leaves no answer in the database that could be read there', async () => {
    await api.as(ana, tenantId).post('/api/v1/dishes', { what: 'soup' }, keyed('sealed'));
    const stored = (await records()).map(({ response }) => response?.toString('latin1') ?? '');
    expect(stored.some((response) => response.length > 0)).toBe(true);
    expect(stored.join()).not.toMatch(/sauce|soup/);
  });

  it.each([
    ['a space', 'a b'],
    ['nothing', ''],
    ['256 characters', 'k'.repeat(256)],
    ['an umlaut', 'schl\u00fcssel'],
  ])('is refused when the key is or has %s', async (_what, key) => {
    expect(await api.as(ana, tenantId).post('/api/v1/dishes', { what: 'soup' }, keyed(key))).toMatchObject({
      status: 400,
      body: { code: 'invalid_input', errors: [{ code: 'idempotency_key' }] },
    });
    expect(made).toEqual([]);
  });

  it('changes nothing where there is no tenant, and for other methods', async () => {
    const before = (await records()).length;
    await api.as(ana).post('/api/v1/dishes', { what: 'soup' }, keyed('none'));
    await api.as(ana).post('/api/v1/dishes', { what: 'soup' }, keyed('none'));
    await api.as(ana, tenantId).put('/api/v1/menu', {}, keyed('put'));
    await api.as(ana, tenantId).put('/api/v1/menu', {}, keyed('put'));
    expect(made).toEqual(['soup', 'soup', 'menu', 'menu']);
    expect((await records()).length).toBe(before);
  });
});
