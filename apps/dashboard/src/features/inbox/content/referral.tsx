import type { Message } from '@parley/api-client';
import { Megaphone } from 'lucide-react';
import { Card, CardLine } from './card';

type From = NonNullable<NonNullable<Message['content']>['referral']>;

/** Its picture is not shown: it would be fetched from somebody else's server. */
export function Referral({ referral }: { referral: From }) {
  const { kind, headline, body, url } = referral;
  return (
    <Card
      icon={Megaphone}
      title={<bdi dir="auto">{headline ?? (kind === 'post' ? 'A post' : 'An advert')}</bdi>}
    >
      {body ? (
        <CardLine>
          <bdi dir="auto">{body}</bdi>
        </CardLine>
      ) : null}
      <CardLine>
        They came from {kind === 'post' ? 'a post' : 'an advert'}
        {url && /^https?:\/\//.test(url) ? (
          <>
            {' · '}
            <a
              href={url}
              target="_blank"
              rel="noopener noreferrer"
              className="underline underline-offset-2 hover:text-ink"
            >
              open it
            </a>
          </>
        ) : null}
      </CardLine>
    </Card>
  );
}
