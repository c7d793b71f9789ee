import { Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { MailModule } from '../platform/mail/mail.module';
import { TenancyModule } from '../tenancy';
import { AccountsController } from './accounts/accounts.controller';
import { AccountsService } from './accounts/accounts.service';
import { ApiKeysController } from './api-keys/api-keys.controller';
import { ApiKeysRepository } from './api-keys/api-keys.repository';
import { ApiKeysService } from './api-keys/api-keys.service';
import { KeyUses } from './api-keys/key-uses';
import { AccessGuard } from './authorisation/access.guard';
import { Admissions } from './authorisation/admissions';
import { CallerContextInterceptor } from './authorisation/caller-context.interceptor';
import { Callers } from './authorisation/callers';
import { DeclaredRoutes } from './authorisation/declared-routes';
import { SameSite } from './authorisation/same-site';
import { JoiningController } from './joining/joining.controller';
import { JoiningService } from './joining/joining.service';
import { PasswordHashing } from './passwords/password-hashing';
import { PasswordResetsController } from './passwords/password-resets.controller';
import { PasswordResetsService } from './passwords/password-resets.service';
import { PasswordsController } from './passwords/passwords.controller';
import { PasswordsService } from './passwords/passwords.service';
import { RecoveryModule } from './recovery.module';
import { IdentityProof } from './sessions/identity-proof';
import { MemberSessions } from './sessions/member-sessions';
import { SessionsController } from './sessions/sessions.controller';
import { SessionsRepository } from './sessions/sessions.repository';
import { SessionsService } from './sessions/sessions.service';
import { SignInController } from './sessions/sign-in.controller';
import { SignInService } from './sessions/sign-in.service';
import { SetUpAnnouncement } from './set-up/set-up-announcement';
import { SetUpController } from './set-up/set-up.controller';
import { SetUpService } from './set-up/set-up.service';
import { Attempts } from './throttling/attempts';
import { SecondFactor } from './two-factor/second-factor';
import { TwoFactorController } from './two-factor/two-factor.controller';
import { TwoFactorService } from './two-factor/two-factor.service';

@Module({
  imports: [TenancyModule, RecoveryModule, MailModule],
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
    Admissions,
    Attempts,
    Callers,
    DeclaredRoutes,
    IdentityProof,
    JoiningService,
    MemberSessions,
    PasswordHashing,
    PasswordResetsService,
    PasswordsService,
    SameSite,
    SecondFactor,
    SetUpAnnouncement,
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
  exports: [Admissions],
})
export class AccessModule {}
