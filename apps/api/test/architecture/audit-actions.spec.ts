import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIT_ACTIONS } from '../../src/tenancy/audit/audit-actions';

const ROOT = join(__dirname, '../../../..');
const SENTENCES = 'apps/dashboard/src/features/audit/audit-tellings.ts';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** What the templates slice records; the compiler sees to everything else. */
function deedsToTemplates(): string[] {
  const files = globSync('apps/api/src/templates/**/*.ts', { cwd: ROOT }).filter(
    (file) => !file.endsWith('spec.ts'),
  );
  const deed = /(?:record\.of\(\s*transaction,\s*[^';]*|settle\(template,\s*)'([a-z_]+)'/g;
  return files.flatMap((file) => [...read(file).matchAll(deed)].map(([, word]) => `template.${word}`));
}

describe('what the record of a tenant may tell', () => {
  it('has a sentence in the dashboard, each of it', () => {
    const told = [...read(SENTENCES).matchAll(/^ {2}'([a-z_]+\.[a-z_]+)':/gm)].map(([, action]) => action);
    expect(told.sort()).toEqual([...AUDIT_ACTIONS].sort());
  });

  it('is all that is done to templates', () => {
    const deeds = deedsToTemplates();
    expect(deeds).toEqual(
      expect.arrayContaining(['template.created', 'template.submitted', 'template.deleted']),
    );
    for (const deed of deeds) expect(AUDIT_ACTIONS).toContain(deed);
  });

  it('is a noun and what was done to it', () => {
    for (const action of AUDIT_ACTIONS) expect(action).toMatch(/^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/);
    expect(new Set(AUDIT_ACTIONS).size).toBe(AUDIT_ACTIONS.length);
  });
});
