'use client';

import { CircleAlert } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { classNames } from './class-names';
import { controlStyle } from './field';
import { isEnter } from './is-enter';

type Suggestion = { value: string; label: string };

type Props = {
  label: string;
  value: string | null;
  /** Called once the text is settled: by Enter, or by leaving the field. */
  onChange: (value: string | null) => void;
  /** What is wrong with the text, or null. */
  check: (text: string) => string | null;
  type?: 'text' | 'search';
  icon?: ReactNode;
  hint?: string;
  /** What may be typed, to choose from. */
  suggestions?: readonly Suggestion[];
  className?: string;
};

/** One line to filter by, which is not acted on while it is being typed. */
export function SettledField(props: Props) {
  const { label, value, type = 'text', icon, hint, suggestions, className } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { fault, settle } = useSettling(input, props);
  const described = [fault && `${id}-fault`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-sm leading-5 font-medium">
        {label}
      </label>
      <span className="relative block">
        {icon ? <Sign>{icon}</Sign> : null}
        <input
          ref={input}
          id={id}
          type={type}
          dir="auto"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={value ?? ''}
          list={suggestions ? `${id}-list` : undefined}
          aria-describedby={described || undefined}
          aria-invalid={fault ? true : undefined}
          onBlur={settle}
          onKeyDown={(event) => isEnter(event) && settle()}
          className={classNames(controlStyle, icon && 'ps-9')}
        />
      </span>
      {suggestions ? <Suggestions id={`${id}-list`} suggestions={suggestions} /> : null}
      {fault ? <Fault id={`${id}-fault`}>{fault}</Fault> : null}
      {hint ? (
        <p id={`${id}-hint`} className="mt-1.5 text-[13px] leading-5 text-ink-muted">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

/** What is wrong with what is in the field, and what to call when it is settled. */
function useSettling(
  input: RefObject<HTMLInputElement | null>,
  { value, check, onChange }: Pick<Props, 'value' | 'check' | 'onChange'>,
) {
  const [fault, setFault] = useState<string | null>(null);
  // The address may change by other means: Back, or a button that clears it all.
  useEffect(() => {
    if (input.current) input.current.value = value ?? '';
    setFault(null);
  }, [input, value]);

  const settle = () => {
    const text = input.current?.value.trim() ?? '';
    const wrong = text === '' ? null : check(text);
    setFault(wrong);
    if (!wrong && (text || null) !== value) onChange(text || null);
  };
  return { fault, settle };
}

function Sign({ children }: { children: ReactNode }) {
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none absolute inset-y-0 start-0 flex w-9 items-center justify-center text-ink-faint [&_svg]:size-4"
    >
      {children}
    </span>
  );
}

function Suggestions({ id, suggestions }: { id: string; suggestions: readonly Suggestion[] }) {
  return (
    <datalist id={id}>
      {suggestions.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </datalist>
  );
}

function Fault({ id, children }: { id: string; children: string }) {
  return (
    <p id={id} role="alert" className="mt-1.5 flex gap-1.5 text-[13px] leading-5 text-danger">
      <CircleAlert aria-hidden="true" className="mt-[3px] size-3.5 shrink-0" /> {children}
    </p>
  );
}
