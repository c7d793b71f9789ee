import { ProvidedTemplate } from '../channels';
import { Template } from './template';

const AT = new Date('2026-11-01T10:00:00Z');
const BODY = [{ type: 'BODY', text: 'Your order is on its way.' }];

/** One that Meta has approved. */
export const templateWith = (more: Partial<Template> = {}): Template => ({
  id: '01900000-0000-7000-8000-000000000000',
  provider: 'whatsapp',
  accountId: '1',
  name: 'order',
  language: 'en_US',
  key: 'order en_US',
  externalId: '123',
  category: 'utility',
  previousCategory: null,
  correctCategory: null,
  parameterFormat: 'positional',
  ttlSeconds: null,
  components: BODY,
  submittedComponents: BODY,
  submittedTtlSeconds: null,
  providerComponents: BODY,
  driftSeenAt: null,
  status: 'approved',
  statusAt: AT,
  quality: null,
  qualityAt: null,
  categoryAt: null,
  rejectionReason: null,
  recommendation: null,
  pauseReason: null,
  pausedUntil: null,
  heard: 0,
  version: 1,
  submittedAt: AT,
  syncedAt: AT,
  createdAt: AT,
  updatedAt: AT,
  ...more,
});

/** The same, as Meta lists it. */
export const providedWith = (more: Partial<ProvidedTemplate> = {}): ProvidedTemplate => ({
  externalId: '123',
  name: 'order',
  language: 'en_US',
  category: 'utility',
  parameterFormat: 'positional',
  ttlSeconds: null,
  components: BODY,
  status: 'approved',
  previousCategory: null,
  correctCategory: null,
  quality: null,
  rejectionReason: null,
  ...more,
});
