import { Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { TenancyModule } from '../tenancy';
import { ApiKeysService } from './api-keys/api-keys.service';
import { AccessGuard } from './authorisation/access.guard';
import { CallerContextInterceptor } from './authorisation/caller-context.interceptor';
import { Callers } from './authorisation/callers';
import { DeclaredRoutes } from './authorisation/declared-routes';
import { SameSite } from './authorisation/same-site';
import { SessionsRepository } from './sessions/sessions.repository';
import { SessionsService } from './sessions/sessions.service';

@Module({
  imports: [TenancyModule, DiscoveryModule],
  providers: [
    Callers,
    DeclaredRoutes,
    SameSite,
    SessionsService,
    SessionsRepository,
    ApiKeysService,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: CallerContextInterceptor },
  ],
})
export class AccessModule {}
