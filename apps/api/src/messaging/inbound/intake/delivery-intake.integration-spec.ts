import { INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { eventually } from '../../../../test/support/eventually';
import { TcpProxy } from '../../../../test/support/tcp-proxy';
import { createTestDatabase, TestDatabase } from '../../../../test/support/test-database';
import { ConfigModule } from '../../../platform/config/config.module';
import { readEnvironment } from '../../../platform/config/configuration';
import { DatabaseModule } from '../../../platform/database/database.module';
import { QueueModule } from '../../../platform/queue/queue.module';
import { createLogger } from '../../../platform/telemetry/logger';
import { TelemetryModule } from '../../../platform/telemetry/telemetry.module';
import { IntakeModule } from '../../intake.module';
import { DeliveryIntake } from './delivery-intake';
import { IntakeRecord } from './intake-record';

interface Row {
  id: string;
  provider: string;
  accountId: string | null;
  signedWith: string | null;
  source: string | null;
  body: Buffer;
}

@Module({})
class Process {}

describe('the intake', () => {
  let database: TestDatabase;
  let way: TcpProxy;
  let app: INestApplicationContext;
  let intake: DeliveryIntake;
  const logLines: string[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    await database.query(`
      CREATE TABLE seen (setting text); GRANT INSERT ON seen TO parley_system;
      CREATE SEQUENCE tries; GRANT USAGE ON SEQUENCE tries TO parley_system`);
    // Whoever set this for the role did not think of us.
    await database.query(
      `ALTER ROLE parley_system IN DATABASE ${database.name} SET synchronous_commit = off`,
    );
    way = await TcpProxy.to(database.systemUrl);
    app = await start();
    intake = app.get(DeliveryIntake);
  });
  afterAll(async () => {
    await app.close();
    await way.close();
    await database.drop();
  });
  beforeEach(() => database.query('TRUNCATE webhook_delivery, seen'));
  afterEach(async () => {
    await way.mend();
    await database.query('DROP TRIGGER IF EXISTS trouble ON webhook_delivery');
    await eventually('it stores again', () => stored('afterwards'));
  });

  function start(installation: 'live' | 'test' = 'test'): Promise<INestApplicationContext> {
    const environment = readEnvironment({
      INSTALLATION: installation,
      DATABASE_APP_URL: database.appUrl,
      DATABASE_SYSTEM_URL: way.through(database.systemUrl),
      PUBLIC_URL: 'http://localhost:3000',
      ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
    });
    const logger = createLogger('api', 'debug', { write: (line) => void logLines.push(line) });
    return NestFactory.createApplicationContext(
      {
        module: Process,
        imports: [
          ConfigModule.with(environment),
          TelemetryModule.with(logger),
          DatabaseModule.for('intake-spec', []),
          QueueModule,
          IntakeModule,
        ],
      },
      { logger: false, abortOnError: false },
    );
  }

  const deliver = (body: string | Buffer) =>
    intake.store({
      provider: 'whatsapp',
      accountId: '102290129340398',
      body: Buffer.from(body),
      signedWith: '0badcafe',
      source: '203.0.113.7',
    });

  const stored = (body: string): Promise<boolean> =>
    deliver(body).then(
      () => true,
      () => false,
    );

  /** 200, or the code that it was refused with. */
  const answer = (body: string): Promise<unknown> =>
    deliver(body).then(
      () => 200,
      (error: unknown) => (error as { code: string }).code,
    );

  const rows = () =>
    database.query<Row>(
      `SELECT id, provider, account_id AS "accountId", signed_with AS "signedWith", source, body FROM webhook_delivery ORDER BY id`,
    );
  const bodies = async () => (await rows()).map(({ body }) => body.toString());
  const nextTry = async () =>
    Number((await database.query<{ count: string }>(`SELECT nextval('tries') AS count`))[0]?.count);

  /** As if PostgreSQL had that trouble with every webhook whose body matches. */
  async function trouble(sqlState: string, bodyLike = '%'): Promise<void> {
    await database.query(`
      CREATE OR REPLACE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN PERFORM nextval('tries'); RAISE EXCEPTION 'trouble' USING ERRCODE = '${sqlState}'; END $$;
      CREATE TRIGGER trouble BEFORE INSERT ON webhook_delivery FOR EACH ROW
        WHEN (encode(NEW.body, 'escape') LIKE '${bodyLike}') EXECUTE FUNCTION trouble();`);
  }

  it('keeps the bytes as they came, with what is known of them', async () => {
    const body = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    await deliver(body);
    expect(await rows()).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/) as string,
        provider: 'whatsapp',
        accountId: '102290129340398',
        signedWith: '0badcafe',
        source: '203.0.113.7',
        body,
      },
    ]);
  });

  it('keeps them in the table of their day', async () => {
    await deliver('today');
    const [row] = await database.query<{ table: string }>(
      'SELECT tableoid::regclass::text AS table FROM webhook_delivery',
    );
    expect(row?.table).toMatch(/^day\.webhook_delivery_\d{8}$/);
  });

  it('goes by the clock of the database, and not by a clock of this host that is days ahead', async () => {
    const ahead = Date.now() + 3 * 86_400_000;
    const clock = jest.spyOn(Date, 'now').mockReturnValue(ahead);
    expect(await answer('from the future')).toBe(200);
    clock.mockRestore();
    const [row] = await database.query<{ secondsAway: number }>(
      `SELECT abs(extract(epoch FROM clock_timestamp() - uuid_extract_timestamp(id)))::float8 AS "secondsAway"
       FROM webhook_delivery`,
    );
    expect(row?.secondsAway).toBeLessThan(10);
  });

  it('keeps a thousand that come at once in the order in which they came, and shares commits among them', async () => {
    await database.query(`
      CREATE OR REPLACE FUNCTION seen() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN INSERT INTO seen VALUES (current_setting('synchronous_commit')); RETURN NULL; END $$;
      CREATE TRIGGER seen AFTER INSERT ON webhook_delivery FOR EACH STATEMENT EXECUTE FUNCTION seen();`);
    const numbers = Array.from({ length: 1_000 }, (_, index) => String(index).padEnd(index % 50, '.'));
    await Promise.all(numbers.map(deliver));
    await database.query('DROP TRIGGER seen ON webhook_delivery');
    expect(await bodies()).toEqual(numbers);
    const commits = await database.query<{ setting: string }>('SELECT setting FROM seen');
    expect(commits.length).toBeLessThan(100);
    expect(new Set(commits.map(({ setting }) => setting))).toEqual(new Set(['on']));
  });

  it('keeps large ones beside small and empty ones', async () => {
    const large = Buffer.alloc(4 * 1024 * 1024, 'x');
    await Promise.all([
      deliver('first'),
      deliver(large),
      deliver(''),
      deliver(large),
      deliver('last'),
      deliver(large),
    ]);
    expect((await rows()).map(({ body }) => body.length)).toEqual([
      5,
      large.length,
      0,
      large.length,
      4,
      large.length,
    ]);
  });

  it('says at its start that the server may lose what is committed', () => {
    const warnings = logLines.filter((line) => line.includes('synchronous_commit = off'));
    expect(warnings).toEqual([expect.stringContaining('"level":"warn"')]);
  });

  it('does not start on such a server where it is live', async () => {
    await expect(start('live')).rejects.toThrow('PostgreSQL runs with synchronous_commit = off');
  });

  it('takes webhooks however many are still to be worked off', async () => {
    await database.query(`
      INSERT INTO webhook_delivery (id, provider, body)
      SELECT gen_random_uuid(), 'whatsapp', '{}' FROM generate_series(1, 20000)`);
    expect(await Promise.all(Array.from({ length: 50 }, (_, index) => answer(String(index))))).toEqual(
      Array(50).fill(200),
    );
  });

  it('tells what it did', async () => {
    const read = async () => {
      const all = await Promise.all(app.get(IntakeRecord).metrics.map((metric) => metric.get()));
      return Object.fromEntries(
        all.flatMap(({ name, values }) =>
          values.map((one) => [('metricName' in one && one.metricName) || name, one.value]),
        ),
      );
    };
    const before = await read();
    await deliver('one');
    const after = await read();
    expect(Number(after['parley_webhook_ack_seconds_count'])).toBe(
      Number(before['parley_webhook_ack_seconds_count']) + 1,
    );
    expect(Number(after['parley_webhook_batch_size_sum'])).toBe(
      Number(before['parley_webhook_batch_size_sum']) + 1,
    );
    expect(after['parley_webhook_queue']).toBe(0);
  });

  it('refuses the one that PostgreSQL cannot store, and stores those that came with it', async () => {
    await trouble('22P05', 'bad%');
    const names = Array.from({ length: 60 }, (_, index) =>
      index % 20 === 7 ? `bad ${index}` : `good ${index}`,
    );
    const answers = await Promise.all(names.map(answer));
    expect(answers.map((one) => one === 200)).toEqual(names.map((name) => name.startsWith('good')));
    expect(await bodies()).toEqual(names.filter((name) => name.startsWith('good')));
  });

  it('says at once that it cannot store while the disk is full, and stores when there is room again', async () => {
    await trouble('53100');
    const before = await nextTry();
    expect(await Promise.all(['a', 'b', 'c'].map(answer))).toEqual(Array(3).fill('intake_unavailable'));
    // The first of them, and what came meanwhile: nothing is tried again.
    expect((await nextTry()) - before - 1).toBeLessThanOrEqual(2);
    await database.query('DROP TRIGGER trouble ON webhook_delivery');
    expect(await answer('d')).toBe(200);
    expect(await bodies()).toEqual(['d']);
  });

  it('does not give up when the database restarts within 2 s', async () => {
    await way.cut();
    const answers = Promise.all(['a', 'b', 'c'].map(answer));
    await eventually('it has noticed', () => intakeIsBusy());
    await way.mend();
    expect(await answers).toEqual([200, 200, 200]);
    expect(await bodies()).toEqual(['a', 'b', 'c']);
  });

  it('stores once what was committed without our hearing of it', async () => {
    await deliver('before');
    way.silence();
    const answers = Promise.all([answer('a')]);
    await eventually('it is committed', async () => (await bodies()).includes('a'));
    await way.mend();
    expect(await answers).toEqual([200]);
    expect(await bodies()).toEqual(['before', 'a']);
  });

  describe.each([
    ['refuses connections', () => way.cut()],
    ['does not answer', () => way.block()],
  ])('while the database %s', (_how, goAway) => {
    it('answers everybody within a little more than 2 s, and refuses at once what comes when others wait that long', async () => {
      await goAway();
      const passedMs = timeOfThisProcess();
      let areAnswered = false;
      const first = Promise.all(Array.from({ length: 100 }, (_, index) => answer(String(index))));
      void first.then(() => (areAnswered = true));
      const later = performance.now() + 1_600;
      const clock = jest.spyOn(performance, 'now').mockReturnValue(later);
      expect(await answer('late').finally(() => clock.mockRestore())).toBe('intake_overloaded');
      expect(areAnswered).toBe(false);
      expect(new Set(await first)).toEqual(new Set(['intake_unavailable']));
      expect(passedMs()).toBeLessThan(4_000);
      expect(await rows()).toEqual([]);
    });

    it('holds no more than 2,000 of them', async () => {
      await goAway();
      const answers = await Promise.all(Array.from({ length: 2_500 }, (_, index) => answer(String(index))));
      expect(answers.filter((code) => code === 'intake_overloaded')).toHaveLength(500);
      expect(answers.filter((code) => code === 'intake_unavailable')).toHaveLength(2_000);
    });

    it('holds no more than 64 MB of them', async () => {
      await goAway();
      const body = 'x'.repeat(4 * 1024 * 1024);
      const answers = await Promise.all(Array.from({ length: 20 }, () => answer(body)));
      expect(answers.filter((code) => code === 'intake_overloaded')).toHaveLength(4);
    });
  });

  const waitsTooLong = () => {
    try {
      intake.assertOpen();
      return false;
    } catch {
      return true;
    }
  };
  const intakeIsBusy = async () => {
    const queue = app.get(IntakeRecord).metrics.find((metric) => 'set' in metric);
    return ((await queue?.get())?.values[0]?.value ?? 0) > 0;
  };

  it('says so in the log now and then, not for every webhook', async () => {
    way.block();
    const answers = await Promise.all(Array.from({ length: 3_000 }, (_, index) => answer(String(index))));
    expect(answers.filter((code) => code === 'intake_overloaded')).toHaveLength(1_000);
    const told = logLines.filter((line) => line.includes('webhooks are refused for a moment'));
    expect(told.length).toBeGreaterThan(0);
    expect(told.length).toBeLessThan(10);
    expect(JSON.parse(told[0] ?? '')).toMatchObject({
      level: 'warn',
      overload: expect.any(String) as string,
    });
  });

  it('takes nothing new when it is to stop, and finishes what it began', async () => {
    const stopping = await start();
    const own = stopping.get(DeliveryIntake);
    own.assertOpen();
    const delivery = {
      provider: 'whatsapp',
      accountId: null,
      body: Buffer.from('begun'),
      signedWith: null,
      source: null,
    };
    own.onModuleDestroy();
    expect(() => own.assertOpen()).toThrow(
      expect.objectContaining({ status: 503, retryAfterSeconds: 5 }) as Error,
    );
    await own.store(delivery);
    const last = own.store({ ...delivery, body: Buffer.from('under way') });
    await Promise.all([last, stopping.close()]);
    expect(await bodies()).toEqual(['begun', 'under way']);
  });

  it('takes nothing new when the event loop has been blocked for 3 s, and does when it is free again', async () => {
    const until = performance.now() + 5_000;
    const block = () => {
      const end = performance.now() + 1_150;
      while (performance.now() < end);
    };
    while (performance.now() < until && !waitsTooLong()) {
      block();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(waitsTooLong()).toBe(true);
    await eventually('it is open again', () => !waitsTooLong());
  });
});

/** Answers how many milliseconds it was let run since: a busy machine stops a process for seconds. */
function timeOfThisProcess(): () => number {
  let [passedMs, lookedAt] = [0, performance.now()];
  const looking = setInterval(() => {
    passedMs += Math.min(performance.now() - lookedAt, 100);
    lookedAt = performance.now();
  }, 20).unref();
  return () => {
    clearInterval(looking);
    return passedMs;
  };
}
