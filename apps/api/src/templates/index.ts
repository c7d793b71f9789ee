export { TemplatesModule } from './templates.module';
export { TemplatesWorkerModule } from './templates-worker.module';
