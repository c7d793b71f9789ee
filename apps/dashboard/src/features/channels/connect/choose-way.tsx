'use client';

import { Cloud, FlaskConical, QrCode } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { asProblem } from '@/data/problem';
import { useWorkspace } from '@/shell/workspace-context';
import { Alert } from '@/ui/alert';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { useConnecting } from './connect.queries';

type Props = { onCloud: () => void; onConnected: (channelId: string) => void };

const NO_SIMULATOR = 'This installation has no simulator. Whoever runs Parley can start one.';

/** The ways to a number, each with what it costs and what it risks. */
export function ChooseWay({ onCloud, onConnected }: Props) {
  const { simulatorUrl } = useWorkspace();
  const { simulate } = useConnecting();
  const [isPending, setPending] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const connectSimulated = async () => {
    setPending(true);
    setFault(null);
    try {
      onConnected(await simulate());
    } catch (error) {
      setFault(error);
      setPending(false);
    }
  };
  return (
    <>
      <p className="mb-5 max-w-[64ch] text-sm leading-6 text-pretty text-ink-muted">
        Which number will people write to? You can connect several, and of different kinds.
      </p>
      {fault ? (
        <Alert
          className="mb-4"
          text={`No number was made. ${asProblem(fault).message}`}
          requestId={asProblem(fault).requestId}
        />
      ) : null}
      <ul className="flex flex-col gap-4">
        <Way
          icon={<FlaskConical />}
          title="A simulated number"
          text="To try everything out in a minute, without an account at Meta. Nobody outside can reach it."
          traits={[
            ['Official', 'No, it is ours'],
            ['Cost', 'None'],
            ['Broadcasts', 'Yes, to made-up people'],
            ['Risk of a ban', 'None'],
          ]}
          action={
            <Button
              isPending={isPending}
              disabledReason={simulatorUrl ? null : NO_SIMULATOR}
              onClick={() => void connectSimulated()}
            >
              Get a simulated number
            </Button>
          }
        />
        <Way
          icon={<Cloud />}
          title="WhatsApp Cloud API"
          badge={<Badge tone="good">For your company</Badge>}
          text="A number of your own on Meta's platform. You need a Meta business account; it takes about ten minutes."
          traits={[
            ['Official', 'Yes, by Meta'],
            ['Cost', 'Meta charges for templates'],
            ['Broadcasts', 'Yes, with templates'],
            ['Risk of a ban', 'Low, if people asked for it'],
          ]}
          action={
            <Button look="primary" onClick={onCloud}>
              Connect by Cloud API
            </Button>
          }
        />
        <Way
          icon={<QrCode />}
          title="A bridge to a phone"
          badge={<Badge>Later</Badge>}
          text="Scan a code with the WhatsApp app of an ordinary number. It is not here yet."
          traits={[
            ['Official', 'No, against its terms'],
            ['Cost', 'None'],
            ['Broadcasts', 'No'],
            ['Risk of a ban', 'High'],
          ]}
        />
      </ul>
    </>
  );
}

type WayProps = {
  icon: ReactNode;
  title: string;
  badge?: ReactNode;
  text: string;
  traits: readonly (readonly [name: string, value: string])[];
  action?: ReactNode;
};

function Way({ icon, title, badge, text, traits, action }: WayProps) {
  const id = useId();
  return (
    <li aria-labelledby={id} className="rounded-2xl border border-line bg-surface p-5 shadow-sm">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3.5">
        <span
          aria-hidden="true"
          className="flex size-11 shrink-0 items-center justify-center rounded-xl bg-accent-soft text-accent-ink [&_svg]:size-5"
        >
          {icon}
        </span>
        <div className="min-w-0 flex-1 basis-56">
          <h2 id={id} className="flex flex-wrap items-center gap-x-2 text-[15px] leading-6 font-semibold">
            {title} {badge}
          </h2>
          <p className="mt-0.5 max-w-[56ch] text-[13px] leading-5 text-pretty text-ink-muted">{text}</p>
        </div>
        {action}
      </div>
      <dl className="mt-4 grid grid-cols-2 gap-x-6 gap-y-3 border-t border-line pt-4 sm:grid-cols-4">
        {traits.map(([name, value]) => (
          <div key={name} className="min-w-0">
            <dt className="text-xs leading-4 text-ink-muted">{name}</dt>
            <dd className="mt-0.5 text-[13px] leading-5">{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
