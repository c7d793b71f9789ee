import { ChevronRight, ExternalLink } from 'lucide-react';
import type { CloudStep } from './cloud-steps';

type Place = { path: readonly string[]; what: string; href: string; site: string };

const API_SETUP = ['Your app', 'WhatsApp', 'API Setup'];
const APPS = { href: 'https://developers.facebook.com/apps', site: 'Meta for Developers' };

/** Where Meta shows each value (facts: cloud-api.md A2, G). */
const PLACES: Readonly<Record<Exclude<CloudStep, 'name'>, Place>> = {
  accessToken: {
    path: ['Business settings', 'Users', 'System users', 'Generate token'],
    what: 'Tick whatsapp_business_messaging and whatsapp_business_management, and let it never expire.',
    href: 'https://business.facebook.com/settings/system-users',
    site: 'Meta Business Settings',
  },
  phoneNumberId: {
    path: [...API_SETUP, 'Phone number ID'],
    what: 'About 15 digits under the number. It is not the phone number itself.',
    ...APPS,
  },
  wabaId: {
    path: [...API_SETUP, 'WhatsApp Business Account ID'],
    what: 'About 15 digits, on the same page as the phone number ID.',
    ...APPS,
  },
};

/** The way through Meta's menus to a value, as one would click it. */
export function WhereAtMeta({ step }: { step: Exclude<CloudStep, 'name'> }) {
  const { path, what, href, site } = PLACES[step];
  return (
    <div className="rounded-xl border border-line bg-canvas px-4 py-3.5 text-[13px] leading-5">
      <p className="font-medium">Where to find it</p>
      <ol className="mt-2 flex flex-wrap items-center gap-1.5">
        {path.map((part, index) => (
          <li key={part} className="flex items-center gap-1.5">
            {index > 0 ? (
              <ChevronRight aria-hidden="true" className="size-3.5 text-ink-faint rtl:-scale-x-100" />
            ) : null}
            <span
              className={
                index === path.length - 1
                  ? 'rounded-md border border-accent bg-accent-soft px-2 py-0.5 font-medium text-accent-ink'
                  : 'rounded-md border border-line bg-surface px-2 py-0.5'
              }
            >
              {part}
            </span>
          </li>
        ))}
      </ol>
      <p className="mt-2 text-pretty wrap-anywhere text-ink-muted">{what}</p>
      <a
        href={href}
        target="_blank"
        rel="noopener noreferrer"
        className="mt-2 inline-flex items-center gap-1.5 rounded-sm font-medium text-accent-ink underline decoration-accent-ink/40 underline-offset-[3px] hover:decoration-accent-ink"
      >
        Open {site} <ExternalLink aria-hidden="true" className="size-3.5" />
        <span className="sr-only">, in a new tab</span>
      </a>
    </div>
  );
}
