import type { Template } from '@parley/api-client';

/** The words of a template's body, with its variables as they are written; '' where it has none of its own. */
export function bodyTextOf({ components }: Pick<Template, 'components'>): string {
  const body = components.find(({ type }) => typeof type === 'string' && type.toUpperCase() === 'BODY');
  return typeof body?.['text'] === 'string' ? body['text'] : '';
}
