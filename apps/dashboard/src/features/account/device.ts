export type Device = { kind: 'computer' | 'phone' | 'program'; name: string };

// The order matters: browsers name those that they want to be taken for.
const browsers: [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bEdgiOS\//, 'Edge'],
  [/\bOPR\/|\bOPT\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bYaBrowser\//, 'Yandex Browser'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bHeadlessChrome\//, 'Headless Chrome'],
  [/\bChromium\//, 'Chromium'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const systems: [RegExp, string, Device['kind']][] = [
  [/\biPhone\b|\biPod\b/, 'iPhone', 'phone'],
  [/\biPad\b/, 'iPad', 'phone'],
  [/\bAndroid\b/, 'Android', 'phone'],
  [/\bCrOS\b/, 'ChromeOS', 'computer'],
  [/\bWindows\b/, 'Windows', 'computer'],
  [/\bMacintosh\b|\bMac OS X\b/, 'macOS', 'computer'],
  [/\bLinux\b|\bX11\b/, 'Linux', 'computer'],
];

const MAX_PROGRAM_NAME = 40;

/** "Chrome on Windows", from a User-Agent header. A guess for the eye: anything can claim to be anything. */
export function deviceOf(userAgent: string | null): Device {
  if (!userAgent) return { kind: 'program', name: 'Unknown device' };
  const browser = browsers.find(([pattern]) => pattern.test(userAgent))?.[1];
  const system = systems.find(([pattern]) => pattern.test(userAgent));
  if (browser && system) return { kind: system[2], name: `${browser} on ${system[1]}` };
  if (browser) return { kind: 'computer', name: browser };
  if (system) return { kind: system[2], name: `A browser on ${system[1]}` };
  // "curl/8.5.0"
  const program = /^[\w.-]+/.exec(userAgent)?.[0].slice(0, MAX_PROGRAM_NAME);
  return { kind: 'program', name: program ?? 'Unknown device' };
}
