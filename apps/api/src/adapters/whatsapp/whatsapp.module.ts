import { Module } from '@nestjs/common';
import { WhatsAppProvider } from './provider/whatsapp.provider';
import { WhatsAppAdapter } from './whatsapp.adapter';

@Module({
  providers: [WhatsAppAdapter, WhatsAppProvider],
  exports: [WhatsAppAdapter, WhatsAppProvider],
})
export class WhatsAppModule {}
