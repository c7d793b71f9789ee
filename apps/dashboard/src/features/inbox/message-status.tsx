'use client';

import { Tooltip } from '@base-ui/react/tooltip';
import type { Message } from '@parley/api-client';
import { TooltipPopup } from '@/ui/tooltip';
import { clockTime, exactTime } from '@/time/calendar';
import { TickIcon } from './tick-icon';
import { momentsOf, stateInWords, tickOf } from './ticks';

/** One tooltip for all ticks of a thread: hundreds of their own would make opening it slow. */
const shared = Tooltip.createHandle<Message>();

/** The tick of one of our messages: a sign, its meaning for screen readers, and its history on hover. */
export function MessageStatus({ message }: { message: Message }) {
  const tick = tickOf(message);
  if (!tick) return null;
  const words = stateInWords(message.state);
  const latest = momentsOf(message).at(-1);
  return (
    <Tooltip.Trigger
      handle={shared}
      payload={message}
      render={
        <span role="img" aria-label={latest ? `${words}, ${clockTime(Date.parse(latest.at))}` : words} />
      }
      className="flex"
    >
      <TickIcon tick={tick} />
    </Tooltip.Trigger>
  );
}

/** Draws the history of the message whose tick is pointed at. Once per thread. */
export function MessageHistoryTooltip() {
  return (
    <Tooltip.Root handle={shared}>
      {({ payload }) => <TooltipPopup>{payload ? <History message={payload} /> : null}</TooltipPopup>}
    </Tooltip.Root>
  );
}

function History({ message }: { message: Message }) {
  return (
    <>
      <p className="mb-1 font-semibold">{stateInWords(message.state)}</p>
      <dl className="grid grid-cols-[auto_auto] gap-x-3 gap-y-0.5 tabular-nums">
        {momentsOf(message).map(({ label, at }) => (
          <div key={label} className="contents">
            <dt className="opacity-75">{label}</dt>
            <dd>{exactTime(Date.parse(at))}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
