import type { Message } from '@parley/api-client';
import { Contact } from 'lucide-react';
import { Card, CardLine } from './card';

type Cards = NonNullable<NonNullable<Message['content']>['contacts']>;

export function ContactCards({ contacts }: { contacts: Cards }) {
  return contacts.map(({ name, phones, emails }, index) => (
    <Card key={index} icon={Contact} title={<bdi dir="auto">{name ?? 'Contact card'}</bdi>}>
      {[...phones, ...emails].map((address) => (
        <CardLine key={address}>
          <bdi dir="ltr">{address}</bdi>
        </CardLine>
      ))}
    </Card>
  ));
}
