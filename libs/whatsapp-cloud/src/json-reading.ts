/** undefined when it is no JSON. */
export function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

export function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}

export function textAt(value: unknown, name: string): string | null {
  const field = fieldOf(value, name);
  return typeof field === 'string' ? field : null;
}

export function numberAt(value: unknown, name: string): number | null {
  const field = fieldOf(value, name);
  if (typeof field === 'string' && /^\d{1,15}$/.test(field)) return Number(field);
  return typeof field === 'number' && Number.isSafeInteger(field) ? field : null;
}

export function listAt(value: unknown, name: string): readonly unknown[] {
  const field = fieldOf(value, name);
  return Array.isArray(field) ? field : [];
}

export function textsAt(value: unknown, name: string): string[] {
  return listAt(value, name).filter((one) => typeof one === 'string');
}

export function flagAt(value: unknown, name: string): boolean | null {
  const field = fieldOf(value, name);
  return typeof field === 'boolean' ? field : null;
}

/** An id as text, also where it came as a number that can be told exactly; null for none. */
export function idAt(value: unknown, name: string): string | null {
  const field = fieldOf(value, name);
  if (typeof field === 'string') return field === '' ? null : field;
  return typeof field === 'number' && Number.isSafeInteger(field) ? String(field) : null;
}
