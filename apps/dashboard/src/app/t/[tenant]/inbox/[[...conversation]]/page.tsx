import { notFound } from 'next/navigation';
import { InboxPage } from '@/features/inbox/inbox-page';

/** One route with and without an open conversation, so that opening one needs no answer of the server. */
export default async function Page({ params }: { params: Promise<{ conversation?: string[] }> }) {
  if (((await params).conversation?.length ?? 0) > 1) notFound();
  return <InboxPage />;
}
