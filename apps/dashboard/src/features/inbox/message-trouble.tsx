import type { Message } from '@parley/api-client';
import { RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { asProblem } from '@/data/problem';
import { FailureWords } from '@/features/failures/failure-words';
import { useMay } from '@/shell/use-may';
import { Moment } from '@/time/moment';
import { Button } from '@/ui/button';
import { classNames } from '@/ui/class-names';
import { verdictOn } from './message-verdict';
import { useResend } from './sending.queries';

/** What did not go as it should is said in words under the bubble, not only by a sign in it. */
export function MessageTrouble({ message }: { message: Message }) {
  const { state, failure } = message;
  const verdict = verdictOn(message);
  const tone = state === 'failed' ? 'danger' : 'warning';
  if (verdict) {
    return (
      <Note tone={tone}>
        {failure ? <FailureWords failure={failure} verdict={verdict} tone={tone} /> : <p>{verdict}</p>}
        {message.waitsUntil ? (
          <p className="mt-1 text-xs leading-5">
            Until <Moment at={message.waitsUntil} look="dateAndTime" />
          </p>
        ) : null}
        {state === 'queued' ? null : <Resend message={message} />}
      </Note>
    );
  }
  if (message.mayBeDuplicate)
    return <Note>Sent twice, since no answer came to the first: it may be there twice.</Note>;
  return null;
}

const tones = { danger: 'bg-danger-soft text-danger', warning: 'bg-warning-soft text-warning' };

function Note({ tone = 'warning', children }: { tone?: keyof typeof tones; children: ReactNode }) {
  return (
    <div
      className={classNames(
        'mt-1.5 max-w-[min(27rem,82%)] rounded-xl px-3 py-2 text-[13px] leading-5',
        tones[tone],
      )}
    >
      {children}
    </div>
  );
}

function Resend({ message }: { message: Message }) {
  const resend = useResend(message);
  const may = useMay('messages.send');
  if (!may || message.origin !== 'live') return null;
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2">
      <Button size="small" isPending={resend.isPending} onClick={() => resend.mutate()}>
        {resend.isPending ? null : <RotateCw aria-hidden="true" />}
        {message.state === 'unknown' ? 'Send again anyway' : 'Send again'}
      </Button>
      {resend.isError ? <span role="alert">{asProblem(resend.error).message}</span> : null}
    </div>
  );
}
