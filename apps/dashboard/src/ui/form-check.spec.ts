import { checkForm } from './form-check';
import type { FieldRules } from './form-context';

const rules: Record<string, FieldRules> = {
  name: { label: 'Name' },
  email: { label: 'E-mail address', whenMissing: 'Enter it.' },
  slug: { label: 'Address', check: (value, form) => (value === form.get('name') ? 'Not the name.' : null) },
};
const control = (name: string, value: string, fault?: keyof ValidityState) => ({
  name,
  value,
  validity: { valid: !fault, ...(fault && { [fault]: true }) } as ValidityState,
  validationMessage: fault ? 'The browser says no.' : '',
});
const check = (...controls: ReturnType<typeof control>[]) => {
  const form = new FormData();
  for (const { name, value } of controls) form.set(name, value);
  return checkForm(controls, (name) => rules[name], form);
};

describe('a form that is about to be sent', () => {
  it('has no faults when nothing is wrong', () => {
    expect(check(control('name', 'Sara'), control('slug', 'acme'))).toEqual({});
  });

  it("names what is missing, in the page's words when it has some", () => {
    expect(check(control('name', '', 'valueMissing'), control('email', '', 'valueMissing'))).toEqual({
      name: 'Name is missing.',
      email: 'Enter it.',
    });
  });

  it('knows a malformed e-mail address, and leaves the rest to the browser', () => {
    expect(check(control('email', 'x', 'typeMismatch')).email).toMatch(/name@example\.com/);
    expect(check(control('name', 'x', 'tooLong'))).toEqual({ name: 'The browser says no.' });
  });

  it("asks the page's own rule, which sees the other values, but not about nothing", () => {
    expect(check(control('name', 'acme'), control('slug', 'acme'))).toEqual({ slug: 'Not the name.' });
    expect(check(control('name', ''), control('slug', ''))).toEqual({});
  });

  it('leaves controls alone that belong to no field', () => {
    expect(check(control('stray', '', 'valueMissing'), control('', '', 'valueMissing'))).toEqual({});
  });
});
