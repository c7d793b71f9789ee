import { Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { TenancyModule } from '../tenancy';
import { AccessGuard } from './access.guard';
import { DemoAccess } from './demo-access';
import { TenantInterceptor } from './tenant.interceptor';

@Module({
  imports: [TenancyModule],
  providers: [
    DemoAccess,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: TenantInterceptor },
  ],
})
export class AccessModule {}
