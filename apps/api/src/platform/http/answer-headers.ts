import { Environment } from '../config/environment';

/** A year, as browsers' preload lists ask for. */
const HSTS = 'max-age=31536000; includeSubDomains';
const NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** The page that shows the API is a page: its own scripts, styles and pictures, and nobody else's. */
const DOCS_PAGE = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

type Headers = Readonly<Record<string, string>>;
type Asked = Readonly<Record<'id' | 'url', string>>;

/** What every answer carries unless its route says otherwise; also those to requests that nobody could read. */
export function answerHeaders({ PUBLIC_URL }: Environment): (request: Asked) => Headers {
  const always = {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(PUBLIC_URL.startsWith('https:') && { 'strict-transport-security': HSTS }),
  };
  return ({ id, url }) => ({
    ...always,
    'content-security-policy': isDocsPage(url) ? DOCS_PAGE : NOTHING,
    'x-request-id': id,
  });
}

const isDocsPage = (url: string): boolean => /^\/api\/docs(?:[/?]|$)/.test(url);
