'use client';

import { CircleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { classNames } from '@/ui/class-names';
import { controlStyle } from '@/ui/field';

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
  suggestions?: readonly { value: string; label: string }[];
  className?: string;
};

/** One line to filter by, which is not acted on while it is being typed. */
export function SettledField({
  label,
  value,
  onChange,
  check,
  type = 'text',
  icon,
  hint,
  suggestions,
  className,
}: Props) {
  const id = useId();
  const [fault, setFault] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  // The address may change by other means: Back, or a button that clears it all.
  useEffect(() => {
    if (input.current) input.current.value = value ?? '';
    setFault(null);
  }, [value]);

  const settle = () => {
    const text = input.current?.value.trim() ?? '';
    const wrong = text === '' ? null : check(text);
    setFault(wrong);
    if (!wrong && (text || null) !== value) onChange(text || null);
  };
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-sm leading-5 font-medium">
        {label}
      </label>
      <span className="relative block">
        {icon ? (
          <span
            aria-hidden="true"
            className="pointer-events-none absolute inset-y-0 start-0 flex w-9 items-center justify-center text-ink-faint [&_svg]:size-4"
          >
            {icon}
          </span>
        ) : null}
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
          aria-describedby={
            [fault && `${id}-fault`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined
          }
          aria-invalid={fault ? true : undefined}
          onBlur={settle}
          onKeyDown={(event) => event.key === 'Enter' && settle()}
          className={classNames(controlStyle, icon && 'ps-9')}
        />
      </span>
      {suggestions ? (
        <datalist id={`${id}-list`}>
          {suggestions.map((suggestion) => (
            <option key={suggestion.value} value={suggestion.value}>
              {suggestion.label}
            </option>
          ))}
        </datalist>
      ) : null}
      {fault ? (
        <p id={`${id}-fault`} role="alert" className="mt-1.5 flex gap-1.5 text-[13px] leading-5 text-danger">
          <CircleAlert aria-hidden="true" className="mt-[3px] size-3.5 shrink-0" /> {fault}
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="mt-1.5 text-[13px] leading-5 text-ink-muted">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
