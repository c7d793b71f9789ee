import { DOCS, type ErrorCodes, type ErrorRow, type RetryClass } from './catalogue/error-row';
import { FEATURE_ERRORS } from './catalogue/feature-errors';
import { NUMBER_ERRORS } from './catalogue/number-errors';
import { PLATFORM_ERRORS } from './catalogue/platform-errors';
import { SENDING_ERRORS } from './catalogue/sending-errors';
import { TEMPLATE_ERRORS } from './catalogue/template-errors';

/** The catalogue by subject, as its page shows it. */
export const ERROR_CHAPTERS = [
  { title: 'Access and limits', rows: PLATFORM_ERRORS },
  { title: 'Messages', rows: SENDING_ERRORS },
  { title: 'Templates and flows', rows: TEMPLATE_ERRORS },
  { title: 'Numbers', rows: NUMBER_ERRORS },
  { title: 'Calls, groups and more', rows: FEATURE_ERRORS },
] as const;

/** Every error that Meta's references name (facts: cloud-api.md A4); no code is in two rows. */
export const ERROR_CATALOGUE: readonly ErrorRow[] = ERROR_CHAPTERS.flatMap(({ rows }) => rows);

/** Where Meta lists its codes. */
export const ERROR_REFERENCE_URL = DOCS.codes;

type Range = Exclude<ErrorCodes, number>;

const BY_CODE = new Map<number, ErrorRow>();
const BY_RANGE: { readonly range: Range; readonly row: ErrorRow }[] = [];
for (const row of ERROR_CATALOGUE) {
  for (const codes of row.codes) {
    if (typeof codes === 'number') BY_CODE.set(codes, row);
    else BY_RANGE.push({ range: codes, row });
  }
}

/**
 * What error `code` means and what to do. Answers for everything: a code that the catalogue does not know is judged by
 * its HTTP status, and `null` is a refusal that had no readable error in it.
 */
export function explain(code: number | null, httpStatus: number): ErrorRow {
  const known = code === null ? undefined : rowOf(code);
  return known ?? unlisted(code, httpStatus);
}

/** The catalogue's own row of `code`, for whoever does not know its HTTP status; null for a code that is not in it. */
export function catalogued(code: number): ErrorRow | null {
  return rowOf(code) ?? null;
}

/** What to do after error `code`; a code that the catalogue does not know is judged by its HTTP status. */
export function retryClassOf(code: number, httpStatus: number): RetryClass {
  return rowOf(code)?.retry ?? unlistedClass(httpStatus);
}

function rowOf(code: number): ErrorRow | undefined {
  return BY_CODE.get(code) ?? BY_RANGE.find(({ range: [from, to] }) => from <= code && code <= to)?.row;
}

function unlistedClass(httpStatus: number): RetryClass {
  return httpStatus >= 500 ? 'ambiguous' : 'permanent';
}

function unlisted(code: number | null, httpStatus: number): ErrorRow {
  const row = { codes: code === null ? [] : [code], scope: 'message', docsUrl: DOCS.codes } as const;
  if (unlistedClass(httpStatus) === 'ambiguous') {
    return {
      ...row,
      retry: 'ambiguous',
      title: 'Meta failed in a way that we do not know',
      meaning: 'Something went wrong at Meta. The message may have been sent all the same.',
      fault: 'meta',
      next: 'Wait for a status of the message, and send it again only when none comes.',
    };
  }
  return {
    ...row,
    retry: 'permanent',
    title: 'Refused for a reason that we do not know',
    meaning:
      'Meta refused this with an error that it has not explained, or whose explanation could not be read.',
    fault: 'parley',
    next: "Look the error up in Meta's list, and tell whoever runs Parley about it.",
  };
}
