'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { Activity, CircleUserRound, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { MenuChoices, MenuItem, MenuLink, MenuSeparator } from '@/ui/menu';
import { useMe } from '@/workspace/me-context';
import { operatorPaths, sitePaths } from './paths';

const themes = [
  { value: 'light', label: 'Light', icon: <Sun /> },
  { value: 'dark', label: 'Dark', icon: <Moon /> },
  { value: 'system', label: 'Same as system', icon: <Monitor /> },
] as const;

type Theme = (typeof themes)[number]['value'];

/** What belongs to the person, in whichever workspace they are: account, the installation if they run it, theme, the way out. */
export function PersonalItems({ onSignOut }: { onSignOut: () => void }) {
  const { theme, setTheme } = useTheme();
  const { isOperator } = useMe();
  return (
    <>
      <MenuLink icon={<CircleUserRound />} href={sitePaths.account}>
        Your account
      </MenuLink>
      {isOperator ? (
        <MenuLink icon={<Activity />} href={operatorPaths.queues}>
          Operations
        </MenuLink>
      ) : null}
      <MenuSeparator />
      <Base.Group>
        <Base.GroupLabel className="px-2.5 pt-1.5 pb-1 text-xs font-medium text-ink-muted">
          Theme
        </Base.GroupLabel>
        <MenuChoices<Theme>
          choices={themes}
          value={(theme as Theme | undefined) ?? 'system'}
          onChoose={setTheme}
        />
      </Base.Group>
      <MenuSeparator />
      <MenuItem icon={<LogOut />} onClick={onSignOut}>
        Sign out
      </MenuItem>
    </>
  );
}
