import { Check } from 'lucide-react';
import { classNames } from '@/ui/class-names';
import { type CloudStep, STEPS } from './cloud-steps';

export const stepTitles: Readonly<Record<CloudStep, string>> = {
  accessToken: 'Access token',
  phoneNumberId: 'Phone number ID',
  wabaId: 'WhatsApp account',
  name: 'Name',
};

type Props = { current: CloudStep; onGo: (step: CloudStep) => void };

/** Where one is on the way; what is behind can be gone back to. */
export function StepList({ current, onGo }: Props) {
  const at = STEPS.indexOf(current);
  return (
    <ol aria-label="Steps" className="mb-4 flex flex-wrap gap-x-1 gap-y-1 text-[13px]">
      {STEPS.map((step, index) => {
        const isBehind = index < at;
        const face = (
          <>
            <span
              aria-hidden="true"
              className={classNames(
                'flex size-5 items-center justify-center rounded-full text-[11px] tabular-nums',
                index <= at ? 'bg-accent text-on-accent' : 'bg-hover text-ink-muted',
              )}
            >
              {isBehind ? <Check strokeWidth={3} className="size-3" /> : index + 1}
            </span>
            {stepTitles[step]}
          </>
        );
        const style = 'flex h-8 items-center gap-2 rounded-lg px-2 pointer-coarse:h-11';
        return (
          <li key={step} aria-current={index === at ? 'step' : undefined}>
            {isBehind ? (
              <button
                type="button"
                onClick={() => onGo(step)}
                className={classNames(style, 'font-medium text-accent-ink hover:bg-hover')}
              >
                {face}
                <span className="sr-only">, given</span>
              </button>
            ) : (
              <span className={classNames(style, index === at ? 'font-medium' : 'text-ink-muted')}>
                {face}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
