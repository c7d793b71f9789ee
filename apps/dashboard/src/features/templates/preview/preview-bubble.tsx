import type { PreviewCard, TemplatePreview } from '@parley/api-client';
import type { ReactNode } from 'react';
import { classNames } from '@/ui/class-names';
import { PreviewButtons } from './preview-buttons';
import { PreviewHeader } from './preview-header';
import { PreviewText } from './preview-text';

type Props = {
  content: PreviewCard;
  /** Between the header and the words. */
  offer?: ReactNode;
  footer?: TemplatePreview['footer'];
  /** "10:24"; left out in the cards of a carousel, which have none. */
  time?: string;
  marksVariables?: boolean;
  /** The corner that points at whom it is from. */
  hasTail?: boolean;
  className?: string;
};

/** One bubble: header, words, small print, time, buttons. */
export function PreviewBubble({
  content,
  offer,
  footer,
  time,
  marksVariables = false,
  hasTail = false,
  className,
}: Props) {
  const { header, body, buttons } = content;
  const isEmpty = header === null && body.length === 0 && !offer && !footer;
  return (
    <div
      className={classNames(
        'relative rounded-lg bg-(--phone-bubble) text-[14.5px] leading-5 text-(--phone-ink) shadow-[0_1px_1px_rgb(11_20_26/0.14)]',
        className,
      )}
    >
      {hasTail ? (
        <span
          aria-hidden="true"
          className="absolute start-[-7px] top-0 h-3 w-2 bg-(--phone-bubble) [clip-path:polygon(0_0,100%_0,100%_100%)] rtl:-scale-x-100"
        />
      ) : null}
      <div className={header && header.kind !== 'text' ? 'px-1 pt-1' : ''}>
        {header ? <PreviewHeader header={header} marksVariables={marksVariables} /> : null}
        {offer}
      </div>
      <div className="px-2.5 pt-1.5 pb-1.5">
        {isEmpty ? (
          <p className="text-(--phone-meta) italic">Nothing written yet</p>
        ) : (
          <PreviewText runs={body} marksVariables={marksVariables} />
        )}
        {footer ? (
          <p
            dir="auto"
            className="mt-1.5 text-start text-[13px] leading-4.5 wrap-anywhere text-(--phone-meta)"
          >
            {footer}
          </p>
        ) : null}
        {time ? (
          <p className="mt-0.5 text-end text-[11px] leading-3.5 text-(--phone-meta) tabular-nums">{time}</p>
        ) : null}
      </div>
      <PreviewButtons buttons={buttons} />
    </div>
  );
}
