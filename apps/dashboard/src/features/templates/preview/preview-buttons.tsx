'use client';

import type { PreviewButton } from '@parley/api-client';
import {
  ClipboardList,
  ContactRound,
  Copy,
  ExternalLink,
  List,
  type LucideIcon,
  Phone,
  PhoneCall,
  PhoneIncoming,
  Reply,
  ShoppingBag,
  Smartphone,
  Store,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { deedOf, labelOf, shownButtons } from './preview-words';

const ICONS: Readonly<Record<string, LucideIcon>> = {
  URL: ExternalLink,
  PHONE_NUMBER: Phone,
  QUICK_REPLY: Reply,
  COPY_CODE: Copy,
  OTP: Copy,
  FLOW: ClipboardList,
  CATALOG: Store,
  MPM: List,
  SPM: ShoppingBag,
  VOICE_CALL: PhoneCall,
  CALL_PERMISSION_REQUEST: PhoneIncoming,
  REQUEST_CONTACT_INFO: ContactRound,
  APP: Smartphone,
};

const lineStyle =
  'flex min-h-10.5 w-full items-center justify-center gap-2 border-t border-(--phone-line) px-3 py-2 text-sm leading-5 text-(--phone-action) [&_svg]:size-4 [&_svg]:shrink-0';

/** The buttons below a message. They are drawn, not working; more than a phone has room for are behind one that is. */
export function PreviewButtons({ buttons }: { buttons: readonly PreviewButton[] }) {
  const [isOpen, setOpen] = useState(false);
  const { shown, hidden } = shownButtons(buttons);
  if (buttons.length === 0) return null;
  return (
    <ul aria-label="Buttons" className="mt-1.5">
      {(isOpen ? buttons : shown).map((button, index) => (
        <Line key={index} button={button} />
      ))}
      {hidden.length > 0 ? (
        <li>
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
            className={`${lineStyle} cursor-default outline-offset-[-2px]`}
          >
            <List aria-hidden="true" /> {isOpen ? 'Show fewer' : 'See all options'}
          </button>
        </li>
      ) : null}
    </ul>
  );
}

function Line({ button }: { button: PreviewButton }): ReactNode {
  const Icon = ICONS[button.kind];
  const deed = deedOf(button);
  return (
    <li className={lineStyle} title={button.target ?? undefined}>
      {Icon ? (
        <Icon aria-hidden="true" className={button.kind === 'QUICK_REPLY' ? 'rtl:-scale-x-100' : ''} />
      ) : null}
      <span dir="auto" className="min-w-0 text-center wrap-anywhere">
        {labelOf(button)}
      </span>
      {deed ? <span className="sr-only">, {deed}</span> : null}
    </li>
  );
}
