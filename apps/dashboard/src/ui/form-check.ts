import type { FieldRules } from './form-context';

type Control = Pick<HTMLInputElement, 'name' | 'value' | 'validity' | 'validationMessage'>;

/** What is wrong with a form before it is sent: a sentence for each field at fault, by its name. */
export function checkForm(
  controls: readonly Control[],
  rulesOf: (name: string) => FieldRules | undefined,
  form: FormData,
): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const control of controls) {
    const rules = control.name ? rulesOf(control.name) : undefined;
    if (!rules || faults[control.name]) continue;
    const fault = faultOf(control, rules, form);
    if (fault) faults[control.name] = fault;
  }
  return faults;
}

function faultOf(control: Control, rules: FieldRules, form: FormData): string | null {
  const { validity, value } = control;
  if (validity.valueMissing) return rules.whenMissing ?? `${rules.label} is missing.`;
  if (validity.typeMismatch)
    return 'This does not look like an e-mail address. One is like name@example.com.';
  // The browser's own words, for the rules that no page has put into better ones.
  if (!validity.valid) return control.validationMessage;
  return value === '' ? null : (rules.check?.(value, form) ?? null);
}
