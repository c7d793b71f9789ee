/** As people of this browser's language write it; a currency that nobody knows is written after the number. */
export function money(amount: number, currency: string | null, locale?: string): string {
  if (currency !== null && /^[A-Z]{3}$/.test(currency)) {
    return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount);
  }
  return [new Intl.NumberFormat(locale).format(amount), currency].filter(Boolean).join(' ');
}
