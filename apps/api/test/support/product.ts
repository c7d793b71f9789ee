import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamicModule, INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'pino';
import { startSimulator } from '../../../simulator/src/simulator';
import { ChannelsService } from '../../src/channels';
import { ApiModule, OperatorModule, WorkerModule } from '../../src/composition';
import { forTenants } from '../../src/kernel/context';
import { newId } from '../../src/kernel/ids';
import { readEnvironment } from '../../src/platform/config/configuration';
import { Environment } from '../../src/platform/config/environment';
import { createHttpServer } from '../../src/platform/http/http-server';
import { SERVER_LIMITS, ServerLimits } from '../../src/platform/http/server-limits';
import { createLogger } from '../../src/platform/telemetry/logger';
import { cookieName } from '../../src/access/sessions/session-cookie';
import { Role, TenantsRepository } from '../../src/tenancy';
import { Canary } from './canary';
import { Client } from './client';
import { META } from './meta';
import { newPerson, Person } from './people';
import { createTestDatabase, TestDatabase } from './test-database';

@Module({})
class WithPlants {}

/** The product on a database of its own: start what a test needs, `stop` ends all of it. */
export class Product {
  tenantId: string;
  apiUrl: string;
  simulatorUrl: string;
  private readonly stops: (() => Promise<unknown>)[] = [];
  /** Every line that a process of this product logged. */
  readonly logLines: string[] = [];
  private variables: Record<string, string> = {};
  private canary: Canary;
  private readonly people = new Map<string, Promise<Person>>();
  /** Nobody in particular, from nowhere in particular. */
  readonly anonymous = new Client(
    () => this.apiUrl,
    () => Promise.resolve({}),
  );

  private constructor(readonly database: TestDatabase) {}

  /** With one tenant and one WhatsApp number, echo on. */
  static async create(overrides: Record<string, string> = {}): Promise<Product> {
    const product = new Product(await createTestDatabase());
    product.variables = { ...settingsFor(product.database), ...overrides };
    product.canary = new Canary(product.environment().ENCRYPTION_KEY);
    product.stops.push(() => product.canary.check(product).finally(() => product.database.drop()));
    const folder = String(product.variables['STORAGE_FOLDER']);
    product.stops.push(() => Promise.resolve(rmSync(folder, { recursive: true, force: true })));
    product.tenantId = await product.addTenant('demo', META.phoneNumberId);
    return product;
  }

  /** The environment that a process of this product gets. */
  environmentVariables(): Record<string, string> {
    return { ...this.variables };
  }

  /** Another setting, for the processes that start from now on. */
  set(name: string, value: string): void {
    this.variables[name] = value;
  }

  /** Another tenant with a number of its own; answers its id. */
  async addTenant(slug: string, phoneNumberId: string, echoEnabled = true): Promise<string> {
    const operator = await NestFactory.createApplicationContext(
      OperatorModule.with(this.environment(), this.logger('cli')),
      { logger: false, abortOnError: false },
    );
    const tenant = await operator.get(TenantsRepository).ensure(slug, slug);
    await forTenants([tenant.id], () =>
      operator.get(ChannelsService).connectSimulated({
        provider: 'whatsapp',
        accountId: META.wabaId,
        externalId: phoneNumberId,
        name: 'Support',
        address: `+${META.displayPhoneNumber}`,
        accessToken: META.accessToken,
        echoEnabled,
      }),
    );
    await operator.close();
    return tenant.id;
  }

  /** A tenant with nothing in it, not even an event in its record; answers its id. */
  async addBareTenant(slug: string): Promise<string> {
    const id = newId();
    await this.database.query('INSERT INTO tenant (id, slug, name) VALUES ($1, $2, $2)', [id, slug]);
    return id;
  }

  /** `planted`: what a test plants in the house. */
  async startApi(
    planted?: Pick<DynamicModule, 'controllers' | 'providers'>,
    limits: Partial<ServerLimits> = {},
  ): Promise<NestFastifyApplication> {
    const logger = this.logger('api');
    const api = ApiModule.with(this.environment(), logger);
    const module = planted === undefined ? api : { module: WithPlants, imports: [api], ...planted };
    const app = await createHttpServer(module, this.environment(), logger, { ...SERVER_LIMITS, ...limits });
    this.canary.watch(app.getHttpAdapter().getInstance());
    await app.listen({ host: '127.0.0.1', port: 0 });
    this.apiUrl = (await app.getUrl()).replace('localhost', '127.0.0.1');
    this.stops.push(() => app.close());
    return app;
  }

  async startWorker(): Promise<INestApplicationContext> {
    const module = WorkerModule.with(this.environment(), this.logger('worker'));
    const worker = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
    await worker.init();
    this.stops.push(() => worker.close());
    return worker;
  }

  /** Meta, for this product. Start it after the api, and before the worker, which reads its address at the start. */
  async startSimulator(more: { requiresProof?: boolean } = {}): Promise<void> {
    const simulator = await startSimulator({
      host: '127.0.0.1',
      port: 0,
      webhookUrl: `${this.apiUrl}/api/webhooks/whatsapp`,
      webhookAppSecret: META.appSecret,
      accessToken: META.accessToken,
      business: {
        phoneNumberId: META.phoneNumberId,
        wabaId: META.wabaId,
        displayPhoneNumber: META.displayPhoneNumber,
      },
      ledgerFile: null,
      templateReviewMs: 50,
      statusDelaysMs: { sent: 5, delivered: 20, read: 40 },
      ...more,
    });
    this.simulatorUrl = simulator.url;
    this.variables['WHATSAPP_GRAPH_URL'] = simulator.url;
    this.stops.push(() => simulator.close());
  }

  /** A member of that tenant, signed in, in the dashboard of that tenant; the same one for the same words. */
  as(role: Role = 'owner', tenantSlug = 'demo'): Client {
    const person = () => this.person(role, tenantSlug);
    return this.signedIn(person, tenantSlug);
  }

  /** The person behind `as` of the same words. */
  person(role: Role = 'owner', tenantSlug = 'demo'): Promise<Person> {
    const name = `${role} of ${tenantSlug}`;
    const known = this.people.get(name);
    if (known !== undefined) return known;
    const made = newPerson(this.database, { name, membership: { role, tenantSlug } });
    this.people.set(name, made);
    return made;
  }

  /** Anybody with a session, who asks about a tenant or about none. */
  signedIn(person: () => Promise<Person>, tenantSlug?: string): Client {
    return new Client(
      () => this.apiUrl,
      async () => ({
        ...this.cookieOf((await person()).sessionToken),
        ...(tenantSlug !== undefined && { 'parley-tenant': tenantSlug }),
      }),
    );
  }

  /** What a browser with that session sends along. */
  cookieOf(sessionToken: string): Record<string, string> {
    const environment = this.environment();
    return {
      cookie: `${cookieName(environment)}=${sessionToken}`,
      origin: new URL(environment.PUBLIC_URL).origin,
    };
  }

  /** A program with that API key. */
  withKey(token: string): Client {
    return new Client(
      () => this.apiUrl,
      () => Promise.resolve({ authorization: `Bearer ${token}` }),
    );
  }

  /** Also fails where a secret stands in the clear. */
  async stop(): Promise<void> {
    for (const stop of this.stops.reverse()) await stop();
  }

  /** What went wrong so far, as the logs tell it; a lost wake-up is only a warning, and the sweeper hides it. Where to make the first account is no complaint. */
  complaints(): string[] {
    return this.logLines
      .filter((line) => /"level":"(warn|error|fatal)"/.test(line))
      .filter((line) => !line.includes('Nobody has an account yet'));
  }

  private logger(service: string): Logger {
    return createLogger(service, 'debug', { write: (line) => void this.logLines.push(line) });
  }

  private environment(): Environment {
    return readEnvironment(this.variables);
  }
}

function settingsFor(database: TestDatabase): Record<string, string> {
  return {
    DATABASE_APP_URL: database.appUrl,
    DATABASE_SYSTEM_URL: database.systemUrl,
    PUBLIC_URL: 'http://localhost:3000',
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
    WHATSAPP_APP_SECRETS: `${META.appSecret},${META.olderAppSecret}`,
    WHATSAPP_VERIFY_TOKEN: META.verifyToken,
    WHATSAPP_GRAPH_URL: 'http://127.0.0.1:9',
    RATE_LIMIT_PER_MINUTE: '1000000',
    STORAGE_FOLDER: mkdtempSync(join(tmpdir(), 'parley-files-')),
  };
}
