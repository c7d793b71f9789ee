import { LIMITS } from './limits';

/**
 * "Order shipped!" → "order_shipped": what a template may be called. A separator at the end stays while one types, as
 * the next word may follow.
 */
export function nameOf(typed: string): string {
  return typed
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[’'`]/g, '')
    .replaceAll(/[^a-z0-9_]+/g, '_')
    .replace(/^_+/, '')
    .slice(0, LIMITS.name);
}

/** Once one has stopped typing. */
export const finishedName = (name: string): string => name.replace(/_+$/, '');
