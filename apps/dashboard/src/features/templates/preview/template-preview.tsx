'use client';

import type { TemplatePreview as Preview } from '@parley/api-client';
import { Moon, Store, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useState } from 'react';
import { classNames } from '@/ui/class-names';
import { phoneColours, type PhoneTheme } from './phone-colours';
import { PreviewBubble } from './preview-bubble';
import { PreviewOffer } from './preview-offer';

type Props = {
  /** As the API answers it. */
  preview: Preview;
  /** Tints what was filled in, for whoever fills it in. A phone does not. */
  marksVariables?: boolean;
  /** Whose name stands above the chat. */
  from?: string;
  className?: string;
};

/** Any will do: it is a picture. */
const TIME = '10:24';

/** A message that is made of a template, as WhatsApp shows it. Light or dark by itself: it can be turned over. */
export function TemplatePreview({
  preview,
  marksVariables = false,
  from = 'Your business',
  className,
}: Props) {
  const { resolvedTheme } = useTheme();
  const [chosen, setChosen] = useState<PhoneTheme | null>(null);
  const theme = chosen ?? (resolvedTheme === 'dark' ? 'dark' : 'light');
  const other = theme === 'dark' ? 'light' : 'dark';
  const { offer, footer, cards, variables } = preview;
  return (
    <figure
      aria-label="What people see"
      style={phoneColours[theme]}
      className={classNames(
        'flex min-h-64 flex-col overflow-hidden rounded-2xl border border-line bg-(--phone-ground) pb-5',
        className,
      )}
    >
      <div className="mb-4 flex items-center gap-2.5 bg-(--phone-bar) py-2 ps-3.5 pe-2 text-(--phone-ink)">
        <span
          aria-hidden="true"
          className="flex size-8 shrink-0 items-center justify-center rounded-full bg-(--phone-paper) text-(--phone-meta)"
        >
          <Store className="size-4" />
        </span>
        <p dir="auto" className="min-w-0 flex-1 truncate text-start text-sm leading-5 font-medium">
          {from}
        </p>
        <button
          type="button"
          aria-label={`Show it on a ${other} phone`}
          onClick={() => setChosen(other)}
          className="flex size-8 shrink-0 cursor-default items-center justify-center rounded-full text-(--phone-meta) -outline-offset-2 outline-(--phone-action) hover:bg-(--phone-field) hover:text-(--phone-ink) pointer-coarse:size-11 [&_svg]:size-4"
        >
          {theme === 'dark' ? <Sun aria-hidden="true" /> : <Moon aria-hidden="true" />}
        </button>
      </div>
      <div className="px-4">
        <PreviewBubble
          content={preview}
          footer={footer}
          time={TIME}
          marksVariables={marksVariables}
          offer={offer ? <PreviewOffer offer={offer} variables={variables} /> : null}
          hasTail
          className="max-w-[21rem] rounded-ss-none"
        />
      </div>
      {cards.length > 0 ? (
        <div
          role="region"
          aria-label={`Cards, ${cards.length} of them`}
          tabIndex={0}
          className="calm-scroll mt-2 flex snap-x snap-mandatory scroll-px-4 gap-2 overflow-x-auto px-4 pb-2 outline-offset-[-2px] outline-(--phone-action)"
        >
          {cards.map((card, index) => (
            <PreviewBubble
              key={index}
              content={card}
              marksVariables={marksVariables}
              className="flex w-56 shrink-0 snap-start flex-col [&>ul]:mt-auto"
            />
          ))}
        </div>
      ) : null}
    </figure>
  );
}
