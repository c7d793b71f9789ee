'use client';

import { createContext, use, useEffect, useId, useRef } from 'react';

export type FieldRules = {
  label: string;
  /** What to say when it is left empty. */
  whenMissing?: string | undefined;
  /** A rule of the page: what is wrong with this value, or null. Not asked about an empty value. */
  check?: ((value: string, form: FormData) => string | null) | undefined;
};

export type FormContextValue = {
  isPending: boolean;
  faults: Readonly<Record<string, string>>;
  /** Makes a field known, so that faults with its name are said beside it. Returns the function that undoes it. */
  register: (name: string, rules: () => FieldRules) => () => void;
  clearFault: (name: string) => void;
};

export const FormContext = createContext<FormContextValue | null>(null);

export function useFormState(): FormContextValue {
  const form = use(FormContext);
  if (!form) throw new Error('Fields and submit buttons belong inside a Form.');
  return form;
}

export type FormField = {
  fault: string | null;
  /** Call it when something other than an input or change event has changed the value. */
  clearFault: () => void;
  ids: { control: string; label: string; hint: string; fault: string };
  /** For the control: which texts belong to it and whether it is at fault. */
  control: {
    id: string;
    name: string;
    'aria-describedby': string | undefined;
    'aria-invalid': true | undefined;
  };
};

/** Ties a control of any kind to the form around it. */
export function useFormField(name: string, rules: FieldRules & { hasHint?: boolean }): FormField {
  const { faults, register, clearFault } = useFormState();
  const id = useId();
  const latest = useRef(rules);
  useEffect(() => {
    latest.current = rules;
  });
  useEffect(() => register(name, () => latest.current), [name, register]);

  const fault = faults[name] ?? null;
  const ids = { control: `${id}-control`, label: `${id}-label`, hint: `${id}-hint`, fault: `${id}-fault` };
  const describedBy = [fault && ids.fault, rules.hasHint && ids.hint].filter(Boolean).join(' ');
  return {
    fault,
    clearFault: () => clearFault(name),
    ids,
    control: {
      id: ids.control,
      name,
      'aria-describedby': describedBy || undefined,
      'aria-invalid': fault ? true : undefined,
    },
  };
}
