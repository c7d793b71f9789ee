import { type Form, isParts, type Parts } from './parts';

/** What somebody wrote and has not saved, as the browser keeps it over a reload. */
export type KeptDraft = {
  form: Form;
  channelId: string | null;
  /** Of the template that it was written on top of; null for a new one. */
  version: number | null;
};

/** One for each template of each person in each workspace. */
export const keptKey = (tenant: string, userId: string, templateId: string | null): string =>
  `parley:template:${tenant}:${userId}:${templateId ?? 'new'}`;

/** What was kept, or null for whatever else it is that was found. */
export function readKept(kept: string | null): KeptDraft | null {
  try {
    const found: unknown = JSON.parse(kept ?? 'null');
    if (!isParts(found) || !isParts(found.form)) return null;
    const form = formIn(found.form);
    const { channelId, version } = found;
    return form === null
      ? null
      : {
          form,
          channelId: typeof channelId === 'string' ? channelId : null,
          version: typeof version === 'number' ? version : null,
        };
  } catch {
    return null;
  }
}

function formIn({ name, language, category, parameterFormat, ttlSeconds, components }: Parts): Form | null {
  if (typeof name !== 'string' || typeof language !== 'string' || !Array.isArray(components)) return null;
  if (category !== 'marketing' && category !== 'utility' && category !== 'authentication') return null;
  return {
    name,
    language,
    category,
    parameterFormat: parameterFormat === 'named' ? 'named' : 'positional',
    ttlSeconds: typeof ttlSeconds === 'number' ? ttlSeconds : null,
    components: components.filter(isParts),
  };
}

/** The words of a template as they are stored, without what else is told of it. */
export function formOf(template: Form): Form {
  const { name, language, category, parameterFormat, ttlSeconds, components } = template;
  return { name, language, category, parameterFormat, ttlSeconds, components };
}

/** Whether two forms say the same. The order of names says nothing: the database keeps none. */
export const isSame = (one: Form, other: Form): boolean => sameValue(formOf(one), formOf(other));

function sameValue(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((entry, index) => sameValue(entry, other[index]));
  if (!isParts(one) || !isParts(other)) return one === other;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && sameValue(one[name], other[name]))
  );
}
