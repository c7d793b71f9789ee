import type { WebhookDelivery } from '@parley/api-client';
import { ShieldCheck } from 'lucide-react';
import { Moment } from '@/time/moment';
import { Badge } from '@/ui/badge';
import { bytesInWords } from '@/ui/bytes-in-words';
import { Panel } from '@/ui/panel';
import { Fact, Facts } from '../facts';
import { shortTime } from '../queues/waiting-age';
import { WorkspaceNames } from '../workspace-names';
import { providerName, webhookState } from './webhook-state';

const number = new Intl.NumberFormat('en');

export function WebhookFacts({ webhook }: { webhook: WebhookDelivery }) {
  const { id, provider, receivedAt, byteSize, signature, source, tenants, elements } = webhook;
  const { tone, text } = webhookState(webhook);
  return (
    <Panel>
      <Facts>
        <Fact name="State">
          <Badge tone={tone}>{text}</Badge>
        </Fact>
        <Fact name="Signature">
          <Signature signedWith={signature.signedWith} />
        </Fact>
        <Fact name="Workspaces">
          <WorkspaceNames tenants={tenants} none="none yet" />
        </Fact>
        <Fact name="Came from">
          <bdi>
            {providerName(provider)}
            {source ? (
              <>
                {', '}
                <bdi dir="ltr">{source}</bdi>
              </>
            ) : null}
          </bdi>
        </Fact>
        <Fact name="Size">
          <bdi>
            {bytesInWords(byteSize)}, {number.format(elements.total)}{' '}
            {elements.total === 1 ? 'part' : 'parts'}
          </bdi>
        </Fact>
        <Fact name="Taken apart">
          <bdi>
            <TakenApart webhook={webhook} />
          </bdi>
        </Fact>
        <Fact name="Received">
          <Moment at={receivedAt} look="ago" />
        </Fact>
        <Fact name="Id">
          <code dir="ltr" className="text-[13px]">
            {id}
          </code>
        </Fact>
      </Facts>
    </Panel>
  );
}

function Signature({ signedWith }: { signedWith: string | null }) {
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone="good">
          <ShieldCheck aria-hidden="true" /> Valid
        </Badge>
        {signedWith ? (
          <bdi>
            made with the app secret{' '}
            <code dir="ltr" className="text-[13px]">
              {signedWith}…
            </code>
          </bdi>
        ) : (
          <span className="text-ink-muted">with which app secret is not known</span>
        )}
      </span>
      {signedWith ? (
        <span className="block text-[13px] leading-5 text-ink-muted">
          The beginning of the secret’s SHA-256, never of the secret.
        </span>
      ) : null}
    </>
  );
}

function TakenApart({ webhook: { explodedAt, receivedAt, attempts } }: { webhook: WebhookDelivery }) {
  const tries = attempts > 1 ? `, at the ${ordinal(attempts)} attempt` : '';
  if (!explodedAt)
    return attempts > 0 ? `not yet; tried ${attempts === 1 ? 'once' : `${attempts} times`}` : 'not yet';
  return `${shortTime(Math.max(0, Date.parse(explodedAt) - Date.parse(receivedAt)))} later${tries}`;
}

function ordinal(n: number): string {
  const endings: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
  return `${n}${endings[new Intl.PluralRules('en', { type: 'ordinal' }).select(n)]}`;
}
