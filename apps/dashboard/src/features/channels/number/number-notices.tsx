'use client';

import type { Channel, ChannelNewsItem } from '@parley/api-client';
import { Moment } from '@/time/moment';
import { Notice } from '@/ui/notice';
import { useChannelNews } from '../channel-care.queries';
import { newsSentence, newsTone, whatToDo } from '../news-words';

/** What counts of the number now, as Meta told it; what holds it is said by the hold. */
export function NumberNotices({ channel }: { channel: Channel }) {
  const { data } = useChannelNews(channel.id);
  const shown = (data?.inForce ?? []).filter(({ kind }) => kind !== 'banned' || channel.held === null);
  return (
    <div role="status" className="flex flex-col gap-3 empty:hidden">
      {shown.map((item) => (
        <NumberNotice key={`${item.kind} ${item.at} ${item.detail}`} item={item} />
      ))}
    </div>
  );
}

function NumberNotice({ item }: { item: ChannelNewsItem }) {
  const next = whatToDo(item);
  return (
    <Notice tone={newsTone(item) === 'plain' ? 'info' : 'warning'}>
      <p className="font-medium wrap-anywhere">
        <bdi>{newsSentence(item)}</bdi>
      </p>
      <p className="mt-0.5 text-[13px] text-pretty text-ink">
        <bdi>
          {item.until ? (
            <>
              It ends by itself on <Moment at={item.until} look="dateAndTime" />.{' '}
            </>
          ) : null}
          {next}
        </bdi>
      </p>
      <p className="mt-1 text-xs text-ink-muted">
        <bdi>
          Told by Meta <Moment at={item.at} look="ago" />
          {item.wholeAccount ? ', of the whole account.' : '.'}
        </bdi>
      </p>
    </Notice>
  );
}
