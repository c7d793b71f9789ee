'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { ChoiceMenu } from '@/ui/menu';

const themes = [
  { value: 'light', label: 'Light', icon: <Sun /> },
  { value: 'dark', label: 'Dark', icon: <Moon /> },
  { value: 'system', label: 'Same as system', icon: <Monitor /> },
] as const;

type Theme = (typeof themes)[number]['value'];

export function ThemeMenu({ className, labelClassName }: { className: string; labelClassName: string }) {
  const { theme, setTheme } = useTheme();
  return (
    <ChoiceMenu<Theme>
      label="Theme"
      choices={themes}
      value={(theme as Theme | undefined) ?? 'system'}
      onChoose={setTheme}
      trigger={
        <button type="button" aria-label="Theme" className={className}>
          <Sun aria-hidden="true" className="dark:hidden" />
          <Moon aria-hidden="true" className="hidden dark:block" />
          <span className={labelClassName}>Theme</span>
        </button>
      }
    />
  );
}
