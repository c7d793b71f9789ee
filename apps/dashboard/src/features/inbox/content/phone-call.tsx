import type { Message } from '@parley/api-client';
import { Phone } from 'lucide-react';
import { Card, CardLine } from './card';
import { callInWords } from './call-in-words';

type Call = NonNullable<NonNullable<Message['content']>['call']>;

export function PhoneCall({ call }: { call: Call }) {
  return (
    <Card icon={Phone} title="Call">
      <CardLine>{callInWords(call)}</CardLine>
    </Card>
  );
}
