import { Module } from '@nestjs/common';
import { WhatsAppAdapter } from './whatsapp.adapter';

@Module({ providers: [WhatsAppAdapter], exports: [WhatsAppAdapter] })
export class WhatsAppModule {}
