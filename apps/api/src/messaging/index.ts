export * from './communication-adapter';
export { DeliveryIntake } from './inbound/intake/delivery-intake';
export { IntakeRecord } from './inbound/intake/intake-record';
export { parseProviderJson, UnreadableJson } from './inbound/provider-json';
export { InspectionHttpModule, InspectionModule } from './inspection/inspection.module';
export { ReplayWorkerModule } from './inspection/replay-worker.module';
export { IntakeModule } from './intake.module';
export { MessagingWorkerModule } from './messaging-worker.module';
export { MessagingModule } from './messaging.module';
