export { AccessModule } from './access.module';
export { TENANT_IN_QUERY } from './authorisation/callers';
export { Admissions } from './authorisation/admissions';
export { PrincipalRequest } from './authorisation/principal';
export { ResetLinks } from './passwords/reset-links';
export { RecoveryModule } from './recovery.module';
export { LostFactors } from './two-factor/lost-factors';
export { SetUpLinks } from './set-up/set-up-links';
