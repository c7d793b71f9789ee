import { chromium, type Browser } from 'playwright-core';
import type { Chromium } from './chromium.ts';

const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Root may not use Chromium's sandbox; everybody else keeps it. */
export function startBrowser({ executablePath, env, isInstalled }: Chromium): Promise<Browser> {
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    args: QUIET,
    chromiumSandbox: isInstalled && process.getuid?.() !== 0,
  });
}
