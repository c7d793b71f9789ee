import fc from 'fast-check';
import { nextPath } from './next-path';

describe('where to go after signing in', () => {
  it.each([
    '/',
    '/t/acme/inbox',
    '/t/acme/settings/audit?actor=a%20b&from=2026-01-01',
    '/invitation',
    '/account#sessions',
  ])('is the page of this site that was asked for: %s', (path) => expect(nextPath(path)).toBe(path));

  it.each([
    'https://evil.example',
    'https:evil.example',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\u0000/evil.example',
    '/.//evil.example',
    '/t/..//evil.example',
    '/%2e//evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    ' /t/acme',
    't/acme',
    '',
    null,
    undefined,
  ])('is never another site, however it is written: %j', (wish) => expect(nextPath(wish)).toBeNull());

  it.each(['/sign-in', '/sign-in?next=/sign-in', '/set-up', '/api/v1/me', '/api'])(
    'is no entrance and nothing of the API: %s',
    (path) => expect(nextPath(path)).toBeNull(),
  );

  it('may begin like an entrance', () => {
    expect(nextPath('/sign-ins')).toBe('/sign-ins');
    expect(nextPath('/api-docs')).toBe('/api-docs');
  });

  it('comes out with its dots resolved', () => {
    expect(nextPath('/t/acme/../globex')).toBe('/t/globex');
  });
});

describe('whatever is asked for', () => {
  const pieces = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    ':',
    '@',
    '%2f',
    '%5c',
    '?',
    '#',
    '\t',
    'evil.example',
    'http:',
    't',
  );

  it('a browser stays on this site', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((parts) => `/${parts.join('')}`),
        ),
        (wish) => {
          const path = nextPath(wish);
          if (path === null) return;
          expect(new URL(path, 'https://parley.example').origin).toBe('https://parley.example');
          expect(nextPath(path)).toBe(path);
        },
      ),
    );
  });
});
