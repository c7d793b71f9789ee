import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { RemainingTime } from './remaining-time';
import { RequestId } from './request-id';

type Props = {
  text: ReactNode;
  requestId?: string | null;
  /** When it may be tried again, in milliseconds since 1970. */
  retryAt?: number | null;
  className?: string;
};

/** Says at once, also to a screen reader, that something was not done. */
export function Alert({ text, requestId, retryAt, className }: Props) {
  return (
    <div
      role="alert"
      className={classNames(
        'flex gap-2.5 rounded-lg bg-danger-soft px-3.5 py-3 text-start text-sm leading-5 text-danger',
        className,
      )}
    >
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">
        <p className="text-pretty">
          {text}
          {retryAt ? (
            <>
              {' '}
              <RemainingTime until={retryAt} />
            </>
          ) : null}
        </p>
        {requestId ? <RequestId id={requestId} /> : null}
      </div>
    </div>
  );
}
