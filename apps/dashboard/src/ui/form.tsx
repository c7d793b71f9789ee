'use client';

import { type FormEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { asProblem } from '@/data/problem';
import { Alert } from './alert';
import { Button } from './button';
import { classNames } from './class-names';
import { checkForm } from './form-check';
import { type FieldRules, FormContext, useFormState } from './form-context';
import { faultsOf, type FaultWords, type FormFaults, noFaults } from './form-faults';

type Props = {
  /**
   * Gets what the fields hold by name; pending until the promise settles. What it throws is shown beside the fields
   * that it is about, else above them. Resolves `undefined` when done.
   */
  onSubmit: (values: Record<string, string>, form: FormData) => Promise<unknown> | undefined;
  /** Better words than the API's for some of its codes. */
  words?: FaultWords;
  className?: string;
  'aria-label'?: string;
  children: ReactNode;
};

/** A code that is no failure: the person chose not to go on. */
const DECLINED = 'confirmation_declined';

/**
 * A form that asks before it calls: empty and malformed fields are named at once and the first one is focused.
 * It cannot be sent twice at the same time, and its button is never disabled before it was tried.
 */
export function Form({ onSubmit, words, className, children, ...props }: Props) {
  const element = useRef<HTMLFormElement>(null);
  const rules = useRef(new Map<string, () => FieldRules>());
  const isBusy = useRef(false);
  // Not a transition: React lets all of them end together, and a form may wait for another one in a dialog.
  const [isPending, setPending] = useState(false);
  const [faults, setFaults] = useState<FormFaults>(noFaults);
  /** Counts refusals, so that the same fault twice is announced and focused twice. */
  const [refusals, setRefusals] = useState(0);

  const register = useCallback((name: string, rulesOf: () => FieldRules) => {
    rules.current.set(name, rulesOf);
    return () => void rules.current.delete(name);
  }, []);
  const clearFault = useCallback(
    (name: string) =>
      setFaults((now) => {
        if (!(name in now.fields)) return now;
        const { [name]: _gone, ...fields } = now.fields;
        return { ...now, fields };
      }),
    [],
  );

  const refuse = (next: FormFaults) => {
    setFaults(next);
    setRefusals((count) => count + 1);
  };
  useEffect(() => {
    if (refusals === 0) return;
    const first = element.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    first?.focus();
    if (first instanceof HTMLInputElement && first.type !== 'checkbox') first.select();
    if (!first) element.current?.querySelector('[role="alert"]')?.scrollIntoView({ block: 'nearest' });
  }, [refusals]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // React hands events of a dialog in a portal on to the form that it was opened from.
    event.stopPropagation();
    if (isBusy.current) return;
    const form = new FormData(event.currentTarget);
    const controls = [...event.currentTarget.elements].filter(isControl);
    const fields = checkForm(controls, (name) => rules.current.get(name)?.(), form);
    if (Object.keys(fields).length > 0) return refuse({ fields, general: null });

    void send(form);
  };

  const send = async (form: FormData) => {
    isBusy.current = true;
    setPending(true);
    setFaults(noFaults);
    try {
      await onSubmit(textsIn(form), form);
    } catch (error) {
      const problem = asProblem(error);
      if (problem.code !== DECLINED) refuse(faultsOf(problem, labelsIn(rules.current), words));
    } finally {
      isBusy.current = false;
      setPending(false);
    }
  };

  const context = useMemo(
    () => ({ isPending, faults: faults.fields, register, clearFault }),
    [isPending, faults.fields, register, clearFault],
  );
  return (
    <FormContext value={context}>
      <form
        ref={element}
        noValidate
        // Sent before the page has woken up, values must not end up in the address.
        method="post"
        onSubmit={submit}
        onInput={({ target }) => isControl(target) && clearFault(target.name)}
        className={classNames('flex flex-col gap-5', className)}
        {...props}
      >
        {faults.general ? <Alert key={refusals} {...faults.general} /> : null}
        {children}
        <span role="status" className="sr-only">
          {isPending ? 'One moment…' : ''}
        </span>
      </form>
    </FormContext>
  );
}

type SubmitProps = { look?: 'primary' | 'danger' | 'outline'; className?: string; children: ReactNode };

/** Sends the form around it. While the call runs it keeps its words and its width and shows a spinner. */
export function SubmitButton({ look = 'primary', ...props }: SubmitProps) {
  const { isPending } = useFormState();
  return <Button type="submit" look={look} isPending={isPending} {...props} />;
}

const labelsIn = (rules: ReadonlyMap<string, () => FieldRules>): Map<string, string> =>
  new Map([...rules].map(([name, rulesOf]) => [name, rulesOf().label]));

const isControl = (target: unknown): target is HTMLInputElement =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement;

function textsIn(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
