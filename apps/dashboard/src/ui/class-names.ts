import { cx } from 'class-variance-authority';
import { twMerge } from 'tailwind-merge';

/** Joins class names; of two that set the same property, the later wins. */
export const classNames = (...inputs: Parameters<typeof cx>): string => twMerge(cx(...inputs));
