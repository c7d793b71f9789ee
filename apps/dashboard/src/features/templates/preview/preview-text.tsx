import type { PreviewRun } from '@parley/api-client';
import { classNames } from '@/ui/class-names';

type Props = { runs: readonly PreviewRun[]; marksVariables?: boolean; className?: string };

/** Words as a phone shows them, each paragraph in the direction of its own script. */
export function PreviewText({ runs, marksVariables = false, className }: Props) {
  return (
    <div
      dir="auto"
      className={classNames(
        'text-start wrap-anywhere whitespace-pre-wrap [unicode-bidi:plaintext]',
        className,
      )}
    >
      {runs.map(({ text, variable, isBold, isItalic, isStruck, isMono }, index) => (
        <span
          // Runs have nothing else that tells them apart, and keep nothing.
          key={index}
          className={classNames(
            isBold && 'font-semibold',
            isItalic && 'italic',
            isStruck && 'line-through',
            isMono && 'font-mono text-[0.92em]',
            marksVariables && variable !== null && 'rounded-sm bg-(--phone-mark)',
          )}
        >
          {text}
        </span>
      ))}
    </div>
  );
}
