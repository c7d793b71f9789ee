import type { Message } from '@parley/api-client';
import { RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { asProblem } from '@/data/problem';
import { useMay } from '@/shell/use-may';
import { Moment } from '@/time/moment';
import { Button } from '@/ui/button';
import { classNames } from '@/ui/class-names';
import { useResend } from './sending.queries';

/** What did not go as it should is said in words under the bubble, not only by a sign in it. */
export function MessageTrouble({ message }: { message: Message }) {
  const { state, failure, direction } = message;
  if (direction === 'inbound') return null;
  if (state === 'failed') {
    return (
      <Note isDanger>
        Not delivered. {failure?.reason ?? 'WhatsApp gave no reason.'} {failure?.next}
        {failure ? <Code>{failure.code}</Code> : null}
        <Resend message={message} />
      </Note>
    );
  }
  if (state === 'unknown') {
    return (
      <Note>
        We do not know whether it was delivered: no answer came back after it was sent. A later status will
        tell.
        <Resend message={message} />
      </Note>
    );
  }
  if (state === 'queued' && failure) {
    return (
      <Note>
        {message.waitsUntil ? (
          <>
            It waits until <Moment at={message.waitsUntil} look="dateAndTime" />.
          </>
        ) : (
          'It waits.'
        )}{' '}
        {failure.reason} {failure.next}
        <Code>{failure.code}</Code>
      </Note>
    );
  }
  if (message.mayBeDuplicate)
    return <Note>Sent twice, since no answer came to the first: it may be there twice.</Note>;
  return null;
}

function Note({ isDanger = false, children }: { isDanger?: boolean; children: ReactNode }) {
  return (
    <div
      className={classNames(
        'mt-1.5 max-w-[min(36rem,82%)] rounded-lg px-2.5 py-1.5 text-[13px] leading-5',
        isDanger ? 'bg-danger-soft text-danger' : 'bg-warning-soft text-warning',
      )}
    >
      {children}
    </div>
  );
}

const Code = ({ children }: { children: string }) => (
  <bdi dir="ltr" className="ms-1.5 font-mono text-xs">
    {children}
  </bdi>
);

function Resend({ message }: { message: Message }) {
  const resend = useResend(message);
  const may = useMay('messages.send');
  if (!may || message.origin !== 'live') return null;
  return (
    <span className="mt-1.5 flex flex-wrap items-center gap-2">
      <Button size="small" isPending={resend.isPending} onClick={() => resend.mutate()}>
        {resend.isPending ? null : <RotateCw aria-hidden="true" />}
        {message.state === 'unknown' ? 'Send again anyway' : 'Send again'}
      </Button>
      {resend.isError ? <span role="alert">{asProblem(resend.error).message}</span> : null}
    </span>
  );
}
