'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import Link from 'next/link';
import type { ComponentProps, ReactElement, ReactNode } from 'react';
import { classNames } from './class-names';
import { popupItemStyle, popupStyle } from './popup';

type Place = Pick<ComponentProps<typeof Base.Positioner>, 'side' | 'align'>;

type MenuProps = Place & {
  trigger: ReactElement;
  label: string;
  className?: string;
  children: ReactNode;
};

/** A button that opens a list of things to do. */
export function Menu({ trigger, label, side = 'bottom', align = 'start', className, children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Base.Popup
            aria-label={label}
            className={classNames(
              popupStyle,
              'calm-scroll max-h-(--available-height) min-w-40 overflow-y-auto',
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

type ItemProps = { icon?: ReactNode; isDanger?: boolean; children: ReactNode };

/** Something to do. With a `disabledReason` it cannot be done, and says why. */
export function MenuItem({
  icon,
  isDanger,
  disabledReason,
  onClick,
  children,
}: ItemProps & { disabledReason?: string | null | undefined; onClick: () => void }) {
  return (
    <Base.Item
      disabled={Boolean(disabledReason)}
      onClick={onClick}
      className={classNames(popupItemStyle, isDanger && !disabledReason && 'text-danger')}
    >
      <Icon isDanger={isDanger && !disabledReason}>{icon}</Icon>
      <Words says={disabledReason}>{children}</Words>
    </Base.Item>
  );
}

/** Somewhere to go. A real link: it opens in a new tab when asked to. */
export function MenuLink({ icon, href, children }: ItemProps & { href: string }) {
  return (
    <Base.LinkItem closeOnClick render={<Link href={href} />} className={popupItemStyle}>
      <Icon>{icon}</Icon>
      <Words>{children}</Words>
    </Base.LinkItem>
  );
}

export const MenuSeparator = () => <Base.Separator className="mx-1.5 my-1 h-px bg-line" />;

export type Choice<T extends string> = {
  value: T;
  label: string;
  icon?: ReactNode;
  /** One line of explanation below the label. */
  says?: string;
  /** Why this one cannot be chosen. */
  disabledReason?: string | null;
};

type ChoicesProps<T extends string> = {
  choices: readonly Choice<T>[];
  value: T | null;
  onChoose: (value: T) => void;
};

/** Entries of a menu of which one is chosen. */
export function MenuChoices<T extends string>({ choices, value, onChoose }: ChoicesProps<T>) {
  return (
    <Base.RadioGroup value={value} onValueChange={(next: T) => onChoose(next)}>
      {choices.map(({ value: own, label, icon, says, disabledReason }) => (
        <Base.RadioItem
          key={own}
          value={own}
          closeOnClick
          disabled={Boolean(disabledReason)}
          className={popupItemStyle}
        >
          <Icon>{icon}</Icon>
          <Words says={disabledReason ?? says}>{label}</Words>
          <span className="w-4 text-accent-ink">
            <Base.RadioItemIndicator>
              <Check aria-hidden="true" />
            </Base.RadioItemIndicator>
          </span>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

/** A menu of which one entry is chosen. */
export function ChoiceMenu<T extends string>({
  choices,
  value,
  onChoose,
  ...menu
}: Omit<MenuProps, 'children'> & ChoicesProps<T>) {
  return (
    <Menu {...menu}>
      <MenuChoices choices={choices} value={value} onChoose={onChoose} />
    </Menu>
  );
}

function Icon({ isDanger, children }: { isDanger?: boolean | undefined; children: ReactNode }) {
  if (!children) return null;
  return (
    <span aria-hidden="true" className={isDanger ? 'text-danger' : 'text-ink-muted'}>
      {children}
    </span>
  );
}

function Words({ says, children }: { says?: string | null | undefined; children: ReactNode }) {
  return (
    <span className="min-w-0 flex-1">
      {children}
      {says ? <span className="block text-xs leading-4 text-ink-muted">{says}</span> : null}
    </span>
  );
}
