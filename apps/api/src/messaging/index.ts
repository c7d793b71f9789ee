export * from './communication-adapter';
export { DeliveryIntake } from './inbound/delivery-intake';
export { parseProviderJson, UnreadableJson } from './inbound/provider-json';
export { IntakeModule } from './intake.module';
export { MessagingWorkerModule } from './messaging-worker.module';
export { MessagingModule } from './messaging.module';
