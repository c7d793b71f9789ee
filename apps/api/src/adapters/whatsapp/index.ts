export { WhatsAppProvider } from './provider/whatsapp.provider';
export { WhatsAppWebhookModule } from './whatsapp-webhook.module';
export { WHATSAPP, WhatsAppAdapter } from './whatsapp.adapter';
export { WhatsAppModule } from './whatsapp.module';
