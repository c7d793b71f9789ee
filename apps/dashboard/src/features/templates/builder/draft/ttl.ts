import type { TemplateCategory } from '@parley/api-client';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const THIRTY_DAYS = -1;

/** What WhatsApp allows (libs/whatsapp-cloud: template-limits.ts), in steps that somebody may want. */
const SECONDS: Readonly<Record<TemplateCategory, readonly number[]>> = {
  authentication: [30, MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE],
  utility: [MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, 12 * HOUR],
  marketing: [12 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY],
};

/** For how long WhatsApp may try; what is chosen already stays choosable, though the rules may not like it. */
export function ttlOptions(
  category: TemplateCategory,
  chosen: number | null,
): { value: string; label: string }[] {
  const seconds = [...new Set([...SECONDS[category], ...(chosen === null ? [] : [chosen])])]
    .filter((one) => one !== THIRTY_DAYS)
    .toSorted((one, other) => one - other);
  return [
    { value: 'null', label: 'As long as WhatsApp does' },
    ...seconds.map((one) => ({ value: String(one), label: durationInWords(one) })),
    { value: String(THIRTY_DAYS), label: 'As long as WhatsApp can: 30 days' },
  ];
}

/** "30 seconds", "1 minute", "12 hours", "7 days", "90 seconds" */
export function durationInWords(seconds: number): string {
  const units = [
    ['day', DAY],
    ['hour', HOUR],
    ['minute', MINUTE],
  ] as const;
  const [unit, length] = units.find(([, size]) => seconds >= size && seconds % size === 0) ?? ['second', 1];
  const count = seconds / length;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
