import { Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { TenancyModule } from '../tenancy';
import { AccountsController } from './accounts/accounts.controller';
import { AccountsService } from './accounts/accounts.service';
import { ApiKeysController } from './api-keys/api-keys.controller';
import { ApiKeysRepository } from './api-keys/api-keys.repository';
import { ApiKeysService } from './api-keys/api-keys.service';
import { KeyUses } from './api-keys/key-uses';
import { AccessGuard } from './authorisation/access.guard';
import { CallerContextInterceptor } from './authorisation/caller-context.interceptor';
import { Callers } from './authorisation/callers';
import { DeclaredRoutes } from './authorisation/declared-routes';
import { SameSite } from './authorisation/same-site';
import { JoiningController } from './joining/joining.controller';
import { JoiningService } from './joining/joining.service';
import { PasswordResetsController } from './passwords/password-resets.controller';
import { PasswordResetsService } from './passwords/password-resets.service';
import { PasswordsController } from './passwords/passwords.controller';
import { PasswordsService } from './passwords/passwords.service';
import { SessionsController } from './sessions/sessions.controller';
import { SessionsRepository } from './sessions/sessions.repository';
import { SessionsService } from './sessions/sessions.service';
import { SignInController } from './sessions/sign-in.controller';
import { SignInService } from './sessions/sign-in.service';
import { SetUpController } from './set-up/set-up.controller';
import { SetUpService } from './set-up/set-up.service';
import { TwoFactorController } from './two-factor/two-factor.controller';
import { TwoFactorService } from './two-factor/two-factor.service';

@Module({
  imports: [TenancyModule, DiscoveryModule],
  controllers: [
    AccountsController,
    ApiKeysController,
    JoiningController,
    PasswordResetsController,
    PasswordsController,
    SessionsController,
    SetUpController,
    SignInController,
    TwoFactorController,
  ],
  providers: [
    AccountsService,
    Callers,
    DeclaredRoutes,
    JoiningService,
    PasswordResetsService,
    PasswordsService,
    SameSite,
    SetUpService,
    SignInService,
    TwoFactorService,
    SessionsService,
    SessionsRepository,
    ApiKeysService,
    ApiKeysRepository,
    KeyUses,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: CallerContextInterceptor },
  ],
})
export class AccessModule {}
