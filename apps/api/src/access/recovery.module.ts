import { Module } from '@nestjs/common';
import { TenancyModule } from '../tenancy';
import { AccountRecord } from './accounts/account-record';
import { AccountsRepository } from './accounts/accounts.repository';
import { PasswordResetsRepository } from './passwords/password-resets.repository';
import { ResetLinks } from './passwords/reset-links';
import { SetUpLinks } from './set-up/set-up-links';
import { SetUpTokensRepository } from './set-up/set-up-tokens.repository';
import { LostFactors } from './two-factor/lost-factors';

const PROVIDERS = [
  AccountRecord,
  AccountsRepository,
  LostFactors,
  PasswordResetsRepository,
  ResetLinks,
  SetUpLinks,
  SetUpTokensRepository,
];

/** How people get in who cannot sign in: what the api and the operator's commands share. */
@Module({ imports: [TenancyModule], providers: PROVIDERS, exports: PROVIDERS })
export class RecoveryModule {}
