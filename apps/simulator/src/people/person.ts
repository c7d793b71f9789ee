import type { SentFile } from '../ledger/ledger-entry';

export interface Person {
  /** Digits without `+`; also the WhatsApp id. */
  phone: string;
  name: string;
  messages: ChatMessage[];
}

export interface ChatMessage {
  wamid: string;
  from: 'person' | 'business';
  text: string;
  media?: SentFile;
  /** ISO 8601 with milliseconds. */
  at: string;
  /**
   * From the person: `sent` (one tick) until the product answered the webhook with 200, then `delivered` (two ticks).
   * From the business: `accepted` (not on the phone yet), `delivered`, `read` or `failed`.
   */
  state: 'sent' | 'accepted' | 'delivered' | 'read' | 'failed';
  failure?: { code: number; title: string };
}

export interface Persona {
  phone: string;
  name: string;
  /** What to try, in the person's language. */
  suggestions: readonly string[];
}

export const PERSONAS: readonly Persona[] = [
  {
    phone: '351912345678',
    name: 'Ana Ribeiro',
    suggestions: ['Olá! Ainda têm mesa para hoje à noite?', 'Qual é o horário ao domingo?', 'Obrigada! 🙏'],
  },
  {
    phone: '989121234567',
    name: 'سارا محمدی',
    suggestions: ['سلام، وقت‌تان بخیر', 'سفارش من کی می‌رسد؟', 'ممنون از پاسخ سریع شما 🌷'],
  },
  {
    phone: '447700900123',
    name: 'Tom Baker',
    suggestions: ['hello', 'Is anyone there?', 'My parcel arrived broken 😕'],
  },
];
