import type { Message } from '@parley/api-client';
import { MapPin } from 'lucide-react';
import { Card, CardLine } from './card';
import { mapLink } from './map-link';

type Location = NonNullable<NonNullable<Message['content']>['location']>;

export function LocationCard({ location }: { location: Location }) {
  const { name, address, latitude, longitude } = location;
  const link = mapLink(latitude, longitude);
  return (
    <Card icon={MapPin} title={<bdi dir="auto">{name ?? 'Location'}</bdi>}>
      {address ? (
        <CardLine>
          <bdi dir="auto">{address}</bdi>
        </CardLine>
      ) : null}
      {link ? (
        <CardLine>
          <a
            href={link}
            target="_blank"
            rel="noopener noreferrer"
            className="underline underline-offset-2 hover:text-ink"
          >
            <bdi dir="ltr" className="tabular-nums">
              {latitude}, {longitude}
            </bdi>
            <span className="sr-only"> (opens a map)</span>
          </a>
        </CardLine>
      ) : null}
    </Card>
  );
}
