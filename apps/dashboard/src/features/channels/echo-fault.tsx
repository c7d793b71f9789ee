import { asProblem } from '@/data/problem';
import { RequestId } from '@/ui/request-id';

/** The switch has gone back by itself; this says why. */
export function EchoFault({ error }: { error: unknown }) {
  const { message, requestId } = asProblem(error);
  return (
    <div role="alert" className="mt-3 rounded-lg bg-danger-soft px-3 py-2 text-[13px] leading-5 text-danger">
      <p>Echo was not changed. {message}</p>
      {requestId ? <RequestId id={requestId} /> : null}
    </div>
  );
}
