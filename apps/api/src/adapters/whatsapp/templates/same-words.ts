import { asList, asRecord, asText, asWord, Json } from '../normalise/reading';

/**
 * Whether two lists of components say the same to whoever reads the message. Samples and handles do not count: Meta keeps
 * a file of its own in their place. An authentication template has Meta's words, which nobody handed in.
 */
export function saysTheSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (isMetasOwn(one) || isMetasOwn(other)) return true;
  return JSON.stringify(essenceOf(one)) === JSON.stringify(essenceOf(other));
}

function essenceOf(components: unknown): unknown[] {
  return asList(components)
    .map((raw) => partOf(asRecord(raw) ?? {}))
    .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
}

function partOf(component: Json): unknown[] {
  const type = upper(component.type);
  const offer = asRecord(component.limited_time_offer);
  return [
    type,
    type === 'HEADER' ? upper(component.format) : null,
    asText(component.text) ?? null,
    offer === undefined ? null : [asText(offer.text) ?? null, offer.has_expiration === true],
    asList(component.buttons).map((raw) => buttonOf(asRecord(raw) ?? {})),
    asList(component.cards).map((card) => essenceOf(asRecord(card)?.components)),
  ];
}

function buttonOf(button: Json): unknown[] {
  const type = upper(button.type);
  // Meta writes a label of its own on what has none.
  const label = type === 'COPY_CODE' ? null : (asText(button.text) ?? null);
  return [
    type,
    label,
    asText(button.url) ?? null,
    asText(button.phone_number)?.replaceAll(/\D/g, '') ?? null,
  ];
}

function isMetasOwn(components: readonly unknown[]): boolean {
  return components.some((raw) => {
    const component = asRecord(raw) ?? {};
    const buttons = asList(component.buttons).map((button) => upper(asRecord(button)?.type));
    return (
      buttons.includes('OTP') ||
      component.add_security_recommendation !== undefined ||
      component.code_expiration_minutes !== undefined
    );
  });
}

const upper = (value: unknown): string => (asWord(value) ?? '').toUpperCase();
