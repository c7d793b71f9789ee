export { AccessModule } from './access.module';
export { Callers, TENANT_IN_QUERY } from './authorisation/callers';
export { Admissions } from './authorisation/admissions';
export { StreamPlaces } from './authorisation/stream-places';
export { PrincipalRequest } from './authorisation/principal';
export { ResetLinks } from './passwords/reset-links';
export { RecoveryModule } from './recovery.module';
export { LostFactors } from './two-factor/lost-factors';
export { SetUpLinks } from './set-up/set-up-links';
