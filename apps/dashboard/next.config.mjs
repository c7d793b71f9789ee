import path from 'node:path';

const repository = path.join(import.meta.dirname, '../..');

/** The Content-Security-Policy is not here: it carries a nonce per request, so src/proxy.ts sets it. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  // No other site learns an address of ours. Not no-referrer: browsers would send forms with `Origin: null`.
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
  },
];

/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  outputFileTracingRoot: repository,
  turbopack: { root: repository },
  transpilePackages: ['@parley/api-client'],
  poweredByHeader: false,
  // The typecheck target does this with the same compiler; twice would only make the build slower.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  // What answers under /api is the API's own, with the API's own headers.
  headers: async () => [{ source: '/((?!api/).*)', headers: securityHeaders }],
};
