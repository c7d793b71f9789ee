import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulePage } from './rule-page';
import { RULE_CHAPTERS, TEMPLATE_RULES } from './template-rules';

const PAGE = join(__dirname, '../../../../docs/template-rules.md');
const COMMAND =
  'UPDATE_DOCS=1 npx jest --selectProjects unit -- libs/whatsapp-cloud/src/templates/rule-page.spec.ts';

describe('the page of the rules of templates', () => {
  it('is what the table says', () => {
    const page = rulePage(RULE_CHAPTERS);
    if (process.env.UPDATE_DOCS === '1') writeFileSync(PAGE, page);
    const written = readFileSync(PAGE, 'utf8');
    if (written !== page) throw new Error(`docs/template-rules.md is out of date. Write it anew: ${COMMAND}`);
  });

  it('has every rule once, with its words', () => {
    const page = rulePage(RULE_CHAPTERS);
    expect(page.match(/^### /gm)).toHaveLength(TEMPLATE_RULES.length);
    for (const { id, says, severity } of TEMPLATE_RULES) {
      expect(page).toContain(`### \`${id}\`\n\n${says}\n\n- Severity: \`${severity}\`\n`);
    }
  });

  it('names the one click and the subcode where there are', () => {
    const rule = { id: 'x.y', severity: 'error', says: 'So.', source: 'Meta', find: () => [] } as const;
    const page = rulePage([{ title: 'One', rules: [{ ...rule, fix: 'Mend it', subcode: 2388040 }, rule] }]);
    expect(page).toContain(
      "- One click: Mend it\n- Source: Meta\n- Meta's subcode: [2388040](error-codes.md)\n",
    );
    expect(page).toContain('So.\n\n- Severity: `error`\n- Source: Meta\n');
  });
});
