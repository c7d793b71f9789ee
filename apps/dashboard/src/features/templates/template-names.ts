import type { Template } from '@parley/api-client';

/** A name of one account with all languages that it is written in. */
export type TemplateName = {
  /** Unique among those of a list. */
  key: string;
  name: string;
  accountId: string;
  /** By the name of their language. */
  templates: readonly Template[];
  /** When one of them was last changed. */
  updatedAt: string;
};

/** One for each name of each account, in the order in which the first of each comes. */
export function namesOf(templates: readonly Template[]): TemplateName[] {
  const byName = new Map<string, Template[]>();
  for (const template of templates) {
    const key = `${template.accountId} ${template.name}`;
    const known = byName.get(key);
    if (known === undefined) byName.set(key, [template]);
    // A page may bring again what was changed while the one before was read.
    else if (!known.some(({ id }) => id === template.id)) known.push(template);
  }
  return [...byName].flatMap(([key, ofName]) => {
    const [first] = ofName;
    if (first === undefined) return [];
    const { name, accountId } = first;
    return [
      {
        key,
        name,
        accountId,
        templates: ofName.toSorted((one, other) => one.language.localeCompare(other.language, 'en')),
        updatedAt: ofName.reduce((last, { updatedAt }) => (updatedAt > last ? updatedAt : last), ''),
      },
    ];
  });
}

/** Of those of a name, the one that its row leads to: what can be sent before what cannot, else the last changed. */
export function leadOf(templates: readonly Template[]): Template | undefined {
  const lastChanged = templates.toSorted((one, other) => (one.updatedAt < other.updatedAt ? 1 : -1));
  return lastChanged.find(({ status }) => status === 'approved') ?? lastChanged[0];
}
