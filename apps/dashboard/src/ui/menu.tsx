'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

type Choice<T extends string> = { value: T; label: string; icon: ReactNode };

type Props<T extends string> = {
  trigger: ReactElement;
  label: string;
  choices: readonly Choice<T>[];
  value: T;
  onChoose: (value: T) => void;
};

/** A menu of which one entry is chosen. */
export function ChoiceMenu<T extends string>({ trigger, label, choices, value, onChoose }: Props<T>) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          side="top"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Base.Popup
            aria-label={label}
            className="min-w-40 rounded-xl border border-line bg-surface p-1 text-sm text-ink shadow-xl outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            <Base.RadioGroup value={value} onValueChange={(next: T) => onChoose(next)}>
              {choices.map((choice) => (
                <Base.RadioItem
                  key={choice.value}
                  value={choice.value}
                  closeOnClick
                  className="flex h-9 cursor-default items-center gap-2.5 rounded-lg px-2.5 outline-none select-none data-highlighted:bg-hover [&_svg]:size-4"
                >
                  <span aria-hidden="true" className="text-ink-muted">
                    {choice.icon}
                  </span>
                  <span className="flex-1">{choice.label}</span>
                  <Base.RadioItemIndicator className="text-accent-ink">
                    <Check aria-hidden="true" />
                  </Base.RadioItemIndicator>
                </Base.RadioItem>
              ))}
            </Base.RadioGroup>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
