import type { Message } from '@parley/api-client';
import { ContactCards } from './contact-cards';
import { LocationCard } from './location-card';
import { OrderSummary } from './order-summary';
import { PhoneCall } from './phone-call';
import { Referral } from './referral';
import { Reply } from './reply';

type Content = NonNullable<Message['content']>;

/** Whether a message shows more of itself than the name of its kind. */
export function hasContent({ content }: Message): boolean {
  if (content === null) return false;
  const { location, contacts, order, interactive, call } = content;
  return [location, contacts, order, interactive, call].some((part) => part !== null);
}

/** What a message holds beside its words and its files. */
export function MessageContent({ content }: { content: Content }) {
  return (
    <>
      {content.referral ? <Referral referral={content.referral} /> : null}
      {content.location ? <LocationCard location={content.location} /> : null}
      {content.contacts ? <ContactCards contacts={content.contacts} /> : null}
      {content.order ? <OrderSummary order={content.order} /> : null}
      {content.interactive ? <Reply reply={content.interactive} /> : null}
      {content.call ? <PhoneCall call={content.call} /> : null}
    </>
  );
}
