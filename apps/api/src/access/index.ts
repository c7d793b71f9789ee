export { AccessModule } from './access.module';
export { TENANT_IN_QUERY } from './authorisation/callers';
