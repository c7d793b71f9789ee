import { CallHandler, ExecutionContext, Injectable, Module, NestInterceptor, Type } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyRequest } from 'fastify';
import { Observable } from 'rxjs';
import { actingAs, forTenants } from '../../src/kernel/context';
import { newId } from '../../src/kernel/ids';
import { ConfigModule } from '../../src/platform/config/config.module';
import { readEnvironment } from '../../src/platform/config/configuration';
import { CryptoModule } from '../../src/platform/crypto/crypto.module';
import { DatabaseModule } from '../../src/platform/database/database.module';
import { HttpModule } from '../../src/platform/http/http.module';
import { createHttpServer } from '../../src/platform/http/http-server';
import { SERVER_LIMITS, ServerLimits } from '../../src/platform/http/server-limits';
import { createLogger } from '../../src/platform/telemetry/logger';
import { TelemetryModule } from '../../src/platform/telemetry/telemetry.module';
import { Client } from './client';
import { createTestDatabase, TestDatabase } from './test-database';

/** Believes who the headers say the caller is: what is under test comes after that is known. */
@Injectable()
class NamedCaller implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const [id, tenantId] = [headers['test-caller'], headers['test-tenant']];
    if (typeof id !== 'string') return next.handle();
    return new Observable((subscriber) =>
      actingAs({ kind: 'user', id, name: 'Ana' }, () =>
        forTenants(typeof tenantId === 'string' ? [tenantId] : [], () => next.handle().subscribe(subscriber)),
      ),
    );
  }
}

/** The HTTP server of the product around controllers of the test's own: for what no route of ours does on demand. */
export class SmallApi {
  readonly logLines: string[] = [];
  url: string;
  app: NestFastifyApplication;
  private readonly stops: (() => Promise<unknown>)[] = [];

  private constructor(readonly database: TestDatabase) {}

  static async start(
    controllers: Type[],
    overrides: Record<string, string> = {},
    limits: Partial<ServerLimits> = {},
  ): Promise<SmallApi> {
    const api = new SmallApi(await createTestDatabase());
    api.stops.push(() => api.database.drop());
    await api.serve(controllers, overrides, limits);
    return api;
  }

  /** A tenant that nobody else uses; answers its id. */
  async newTenant(): Promise<string> {
    const id = newId();
    await this.database.query('INSERT INTO tenant (id, slug, name) VALUES ($1, $2, $2)', [
      id,
      `t-${id.slice(-8)}`,
    ]);
    return id;
  }

  /** Somebody who acts in that tenant, or in none. */
  as(callerId: string, tenantId?: string): Client {
    const headers = { 'test-caller': callerId, ...(tenantId !== undefined && { 'test-tenant': tenantId }) };
    return new Client(
      () => this.url,
      () => Promise.resolve(headers),
    );
  }

  async stop(): Promise<void> {
    for (const stop of this.stops.reverse()) await stop();
  }

  private async serve(
    controllers: Type[],
    overrides: Record<string, string>,
    limits: Partial<ServerLimits>,
  ): Promise<void> {
    const environment = readEnvironment({
      DATABASE_APP_URL: this.database.appUrl,
      DATABASE_SYSTEM_URL: this.database.systemUrl,
      PUBLIC_URL: 'http://localhost:3000',
      ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
      RATE_LIMIT_PER_MINUTE: '1000000',
      ...overrides,
    });
    const logger = createLogger('api', 'debug', { write: (line) => void this.logLines.push(line) });

    @Module({ providers: [{ provide: APP_INTERCEPTOR, useClass: NamedCaller }] })
    class CallersModule {}

    @Module({ controllers })
    class SmallModule {}

    const module = {
      module: SmallModule,
      imports: [
        ConfigModule.with(environment),
        TelemetryModule.with(logger),
        DatabaseModule.for('small-api', []),
        CryptoModule,
        CallersModule,
        HttpModule,
      ],
    };
    this.app = await createHttpServer(module, environment, logger, { ...SERVER_LIMITS, ...limits });
    await this.app.listen({ host: '127.0.0.1', port: 0 });
    this.url = (await this.app.getUrl()).replace('localhost', '127.0.0.1');
    this.stops.push(() => this.app.close());
  }
}
