import type { CSSProperties } from 'react';

/** A phone is light or dark by itself, whatever the page is: its colours are no tokens of ours. */
export type PhoneTheme = 'light' | 'dark';

const colours = (values: Readonly<Record<string, string>>): CSSProperties =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`--phone-${name}`, value]));

export const phoneColours: Readonly<Record<PhoneTheme, CSSProperties>> = {
  light: {
    colorScheme: 'light',
    ...colours({
      ground: '#efe9e1',
      bar: '#f8f6f3',
      bubble: '#ffffff',
      ink: '#111b21',
      meta: '#5b6870',
      action: '#07795a',
      line: '#e7eaeb',
      field: '#eef1f2',
      paper: '#dfe7ea',
      mark: '#d9f2e6',
    }),
  },
  dark: {
    colorScheme: 'dark',
    ...colours({
      ground: '#0b141a',
      bar: '#1a252c',
      bubble: '#1f2c33',
      ink: '#e9edef',
      meta: '#9aa9b1',
      action: '#33cf95',
      line: '#303e45',
      field: '#15222a',
      paper: '#2b3a42',
      mark: '#16493a',
    }),
  },
};
