'use client';

import type { PreviewOffer as Offer, TemplatePreview } from '@parley/api-client';
import { BadgePercent, Clock } from 'lucide-react';
import { useNow } from '@/time/use-now';
import { offerEnd } from './preview-words';

type Props = { offer: Offer; variables: TemplatePreview['variables'] };

/** The box of an offer that ends, with its clock. */
export function PreviewOffer({ offer, variables }: Props) {
  const end = offerEnd(offer, variables, useNow());
  return (
    <div className="mx-1 mt-1 flex items-center gap-3 rounded-md bg-(--phone-field) px-3 py-2.5">
      <BadgePercent aria-hidden="true" className="size-6 shrink-0 text-(--phone-action)" />
      <div className="min-w-0">
        <p dir="auto" className="text-start text-sm leading-5 font-semibold wrap-anywhere">
          {offer.text || 'Your offer'}
        </p>
        {end ? (
          <p className="flex items-center gap-1 text-xs leading-4.5 text-(--phone-meta)">
            <Clock aria-hidden="true" className="size-3.5 shrink-0" /> {end}
          </p>
        ) : null}
      </div>
    </div>
  );
}
