import { forTenants, inContext } from '../../kernel/context';
import { createLogger, NestLogger } from './logger';

describe('a log line', () => {
  let lines: string[];
  const logger = () => createLogger('test', 'trace', { write: (line) => void lines.push(line) });
  const only = () => JSON.parse(lines[0] ?? '') as Record<string, unknown>;

  beforeEach(() => (lines = []));

  it('says when, which process, how grave and what', () => {
    logger().warn({ eventId: '7' }, 'something odd');
    expect(only()).toEqual({
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
      service: 'test',
      eventId: '7',
      msg: 'something odd',
    });
  });

  it('carries the correlation id and the tenant of the work that wrote it', () => {
    inContext({ correlationId: 'request-1', tenantIds: [] }, () =>
      forTenants(['tenant-1'], () => logger().info('done')),
    );
    expect(only()).toMatchObject({ correlationId: 'request-1', tenantId: 'tenant-1' });
  });

  it('carries all tenants of work for several, and none of work for none', () => {
    forTenants(['a', 'b'], () => logger().info('done'));
    expect(only()).toMatchObject({ tenantIds: ['a', 'b'] });
    lines = [];
    inContext({ correlationId: 'request-1', tenantIds: [] }, () => logger().info('done'));
    expect(Object.keys(only())).not.toEqual(expect.arrayContaining(['tenantId']));
  });

  it('tells of an error its cause, and nothing of the data that it was about', () => {
    const cause = Object.assign(new Error('deep'), { parameters: ['secret'] });
    const err = Object.assign(new Error('query failed', { cause }), {
      code: '23505',
      query: 'INSERT',
      parameters: ['secret'],
      detail: 'Key (text)=(secret)',
      driverError: { detail: 'secret' },
    });
    logger().error({ err }, 'failed');
    expect(lines[0]).not.toContain('secret');
    expect(only()['err']).toMatchObject({
      type: 'Error',
      code: '23505',
      message: 'query failed',
      stack: expect.stringContaining('logger.spec') as string,
      cause: { message: 'deep' },
    });
  });

  it('tells of a thrown value that is no error what it says', () => {
    logger().error({ err: 'just words' }, 'failed');
    expect(only()['err']).toEqual({ message: 'just words' });
  });

  it('hides headers, tokens, passwords and bodies where somebody logs them after all', () => {
    const careless = {
      headers: { a: 'x' },
      authorization: 'x',
      accessToken: 'x',
      password: 'x',
      secret: 'x',
      body: 'x',
    };
    logger().info({ request: careless }, 'careless');
    expect(new Set(Object.values(only()['request'] as object))).toEqual(new Set(['[redacted]']));
  });

  it('is written for NestJS too, one level quieter', () => {
    const nest = new NestLogger(logger());
    nest.log('started', 'NestApplication');
    nest.error(new Error('broken'), 'Router');
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { level: 'debug', msg: 'started', scope: 'NestApplication' },
      { level: 'error', msg: 'broken', scope: 'Router', err: { message: 'broken' } },
    ]);
  });
});
