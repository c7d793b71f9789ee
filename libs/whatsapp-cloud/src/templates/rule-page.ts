import type { TemplateRule } from './rules/template-rule';
import type { RuleChapter } from './template-rules';

/** The rules as a page for people, in Markdown. */
export function rulePage(chapters: readonly RuleChapter[]): string {
  return [
    '# Rules of templates',
    '',
    'What Parley checks before a template goes to Meta. This page is generated from the table in `libs/whatsapp-cloud`;',
    'change it there.',
    '',
    '- `error`: Meta refuses the template.',
    '- `warning`: Meta may refuse it, or put it into another category.',
    '',
    ...chapters.flatMap(({ title, rules }) => [`## ${title}`, '', ...rules.flatMap(entry)]),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

function entry({ id, severity, says, source, subcode, fix }: TemplateRule): string[] {
  return [
    `### \`${id}\``,
    '',
    says,
    '',
    `- Severity: \`${severity}\``,
    ...(fix === undefined ? [] : [`- One click: ${fix}`]),
    `- Source: ${source}`,
    ...(subcode === undefined ? [] : [`- Meta's subcode: [${subcode}](error-codes.md)`]),
    '',
  ];
}
