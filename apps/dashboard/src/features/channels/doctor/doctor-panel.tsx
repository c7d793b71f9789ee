'use client';

import type { Channel, ChannelFinding } from '@parley/api-client';
import { RotateCw, Stethoscope } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useEffectEvent, useState } from 'react';
import { asProblem } from '@/data/problem';
import { paths } from '@/shell/paths';
import { useWhyNot } from '@/shell/use-may';
import { useWorkspace } from '@/shell/workspace-context';
import { Alert } from '@/ui/alert';
import { Button } from '@/ui/button';
import { Panel } from '@/ui/panel';
import { Skeleton } from '@/ui/skeleton';
import { textLinkStyle } from '@/ui/text-link';
import { ReplaceTokenDialog } from '../access-token-panel';
import { useConnectionSteps, useDoctor } from '../channel-care.queries';
import { remedyFor, summaryOf } from '../channel-words';
import { FindingRow } from './finding-row';
import { useOneByOne } from './use-one-by-one';

const NONE: readonly ChannelFinding[] = [];

/** Looks at everything that a connection needs, at one press, and says of each part how it is and what helps. */
export function DoctorPanel({ channel, startsAtOnce = false }: { channel: Channel; startsAtOnce?: boolean }) {
  const whyNot = useWhyNot('channels.manage');
  const doctor = useDoctor(channel.id);
  // What was found stays in sight while it is looked at again.
  const [findings, setFindings] = useState(NONE);
  const shown = useOneByOne(findings);
  const examine = () => doctor.mutate(undefined, { onSuccess: setFindings });
  const begin = useEffectEvent(examine);
  useEffect(() => {
    if (startsAtOnce) begin();
  }, [startsAtOnce]);
  const isKnown = findings.length > 0;
  return (
    <Panel
      title="Doctor"
      description="Looks at everything that the connection needs and says how to mend what is wrong. It changes nothing."
      action={
        <Button
          look={isKnown ? 'outline' : 'primary'}
          isPending={doctor.isPending}
          disabledReason={whyNot}
          onClick={examine}
        >
          {isKnown ? <RotateCw aria-hidden="true" /> : <Stethoscope aria-hidden="true" />}
          {isKnown ? 'Check again' : 'Examine the connection'}
        </Button>
      }
      className={doctor.isIdle ? 'p-0 pb-4' : 'pt-3'}
    >
      <p role="status" className="text-[13px] leading-5 text-ink-muted">
        {doctor.isPending ? 'Asking Meta…' : null}
        {isKnown && !doctor.isPending && shown.length === findings.length
          ? summaryOf(findings.map(({ verdict }) => verdict))
          : null}
      </p>
      {doctor.isError ? <DoctorFault error={doctor.error} /> : null}
      {doctor.isPending && !isKnown ? <Looking /> : null}
      {isKnown ? (
        <ul aria-label="What the doctor found" aria-busy={doctor.isPending} className="mt-1">
          {shown.map((finding) => (
            <FindingRow
              key={finding.check}
              finding={finding}
              remedy={<RemedyButton channel={channel} finding={finding} whyNot={whyNot} onMended={examine} />}
            />
          ))}
        </ul>
      ) : null}
    </Panel>
  );
}

function DoctorFault({ error }: { error: unknown }) {
  const { message, requestId, retryAt } = asProblem(error);
  return (
    <Alert
      className="mt-3"
      text={`The doctor could not look. ${message}`}
      requestId={requestId}
      retryAt={retryAt}
    />
  );
}

function Looking() {
  return (
    <div aria-hidden="true" className="appear-late mt-3 flex flex-col gap-4">
      {[0, 1, 2, 3].map((row) => (
        <span key={row} className="flex gap-3">
          <Skeleton className="size-4.5 rounded-full" />
          <Skeleton className="h-4.5 max-w-80 flex-1" />
        </span>
      ))}
    </div>
  );
}

type RemedyProps = {
  channel: Channel;
  finding: ChannelFinding;
  whyNot: string | null;
  /** What was mended is looked at again. */
  onMended: () => void;
};

function RemedyButton({ channel, finding, whyNot, onMended }: RemedyProps) {
  const { tenant } = useWorkspace();
  const remedy = remedyFor(finding);
  const { subscribe } = useConnectionSteps(channel.id);
  const [isReplacing, setReplacing] = useState(false);
  const [isPending, setPending] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  if (remedy === 'replaceToken') {
    return (
      <>
        <Button size="small" disabledReason={whyNot} onClick={() => setReplacing(true)}>
          Replace the token…
        </Button>
        <ReplaceTokenDialog
          channel={channel}
          open={isReplacing}
          onOpenChange={setReplacing}
          onReplaced={onMended}
        />
      </>
    );
  }
  if (remedy === 'register') {
    return (
      <Link href={`${paths.channel(tenant.slug, channel.id)}#registration`} className={textLinkStyle}>
        Go to the registration
      </Link>
    );
  }
  if (remedy !== 'subscribe') return null;
  const mend = async () => {
    setPending(true);
    setFault(null);
    try {
      await subscribe();
      onMended();
    } catch (error) {
      setFault(error);
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      <Button size="small" isPending={isPending} disabledReason={whyNot} onClick={() => void mend()}>
        Subscribe
      </Button>
      {fault ? (
        <Alert className="mt-2" text={asProblem(fault).message} requestId={asProblem(fault).requestId} />
      ) : null}
    </>
  );
}
