import type { ErrorCodes, ErrorRow, ErrorScope, RetryClass } from './catalogue/error-row';

export interface ErrorChapter {
  readonly title: string;
  readonly rows: readonly ErrorRow[];
}

const CLASSES: Readonly<Record<RetryClass, string>> = {
  retry: 'was not sent; Parley sends it again after a pause',
  ambiguous: 'may have been sent; Parley waits for a status before anything else',
  permanent: 'was not sent, and will not be as it is',
  blocked: 'was not sent; Parley holds what is waiting until somebody has put it in order',
  later: 'was not sent; it may be after hours or days',
  opt_out: 'was not sent; the person does not want it',
};

const SCOPES: Readonly<Record<ErrorScope, string>> = {
  message: 'this message',
  pair: 'this number and this person',
  number: 'the number',
  account: 'the whole account',
  app: 'everything that the app does',
  template: 'this template',
};

const WHO: Readonly<Record<ErrorRow['fault'], string>> = {
  business: 'your company',
  recipient: 'the recipient',
  meta: 'Meta',
  parley: 'Parley, or the program that sent it',
};

/** The catalogue as a page for people, in Markdown. */
export function errorPage(chapters: readonly ErrorChapter[]): string {
  const classes = Object.entries(CLASSES).map(([name, words]) => `- \`${name}\`: the message ${words}.`);
  return [
    '# Error codes of WhatsApp',
    '',
    'What Meta answers when it does not take a message, in plain words. This page is generated from the catalogue in',
    '`libs/whatsapp-cloud`; change it there. A code that is not here is `permanent` when the HTTP status is below 500,',
    'else `ambiguous`.',
    '',
    'Every code has a class, which says what became of the message:',
    '',
    ...classes,
    '',
    ...chapters.flatMap(({ title, rows }) => [`## ${title}`, '', ...rows.flatMap(entry)]),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

function entry(row: ErrorRow): string[] {
  const pause = row.pauseMs === undefined ? [] : [`- Pause: ${durationOf(row.pauseMs)}`];
  return [
    `### ${row.codes.map(codesOf).join(', ')}: ${row.title}`,
    '',
    row.meaning,
    '',
    `- What to do: ${row.next}`,
    `- Class: \`${row.retry}\``,
    `- Concerns: ${SCOPES[row.scope]}`,
    `- Who can change it: ${WHO[row.fault]}`,
    ...pause,
    `- [Meta's page](${row.docsUrl})`,
    '',
  ];
}

const codesOf = (codes: ErrorCodes): string => (typeof codes === 'number' ? `${codes}` : codes.join(' to '));

function durationOf(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes < 1) return counted(ms / 1_000, 'second');
  return minutes < 60 ? counted(minutes, 'minute') : counted(minutes / 60, 'hour');
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
