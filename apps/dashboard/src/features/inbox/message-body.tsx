import type { Message } from '@parley/api-client';
import { Ban } from 'lucide-react';
import type { ReactNode } from 'react';
import { hasContent, MessageContent } from './content/message-content';
import { KindIcon } from './kind-icon';
import { captionOf } from './media-words';
import { DELETED, kindOf, type MessageKind } from './message-kinds';
import { MessageMedia } from './message-media';
import { MessageText } from './message-text';

type Props = { message: Message; time: ReactNode };

/** Its files, its words, or what it is instead; the time is at the end of whatever comes last. */
export function MessageBody({ message, time }: Props) {
  const { media, content } = message;
  const text = captionOf(message);
  if (message.revokedAt !== null) return <Deleted end={time} />;
  if (content !== null && hasContent(message)) return <Content content={content} end={time} />;
  // Of a template its words are what there is to see; that it is one stands above them.
  const saysItself = media.length > 0 || (message.type === 'template' && text !== null);
  const kind = saysItself ? null : kindOf(message.type);
  return (
    <>
      {content ? <MessageContent content={content} /> : null}
      {kind ? <KindLine message={message} kind={kind} end={text ? null : time} /> : null}
      {media.map((file, index) => (
        <MessageMedia key={file.id} media={file} end={text || index < media.length - 1 ? null : time} />
      ))}
      {text ? <Words isCaption={media.length > 0} text={text} end={time} /> : null}
      {kind || text || media.length > 0 ? null : <EmptyText end={time} />}
    </>
  );
}

function Content({ content, end }: { content: NonNullable<Message['content']>; end: ReactNode }) {
  return (
    <div className="flow-root">
      <MessageContent content={content} />
      {end}
    </div>
  );
}

function Deleted({ end }: { end: ReactNode }) {
  return (
    <div className="flow-root text-bubble-meta italic">
      <Ban aria-hidden="true" className="me-1.5 -mt-0.5 inline size-4" />
      {DELETED}
      {end}
    </div>
  );
}

function Words({ isCaption, text, end }: { isCaption: boolean; text: string; end: ReactNode }) {
  const words = <MessageText text={text} end={end} />;
  return isCaption ? <div className="px-2 pt-1.5 pb-1">{words}</div> : words;
}

function KindLine({ message, kind, end }: { message: Message; kind: MessageKind; end: ReactNode }) {
  return (
    <div className="flex items-center gap-2.5 py-1">
      <span className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-ink/8 text-ink-muted">
        <KindIcon type={message.type} className="size-[18px]" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="text-sm font-medium">{kind.label}</p>
        {kind.explanation ? (
          <p className="text-[13px] leading-5 text-bubble-meta">{kind.explanation}</p>
        ) : null}
      </div>
      <div className="self-end">{end}</div>
    </div>
  );
}

function EmptyText({ end }: { end: ReactNode }) {
  return (
    <div className="flow-root text-bubble-meta italic">
      Empty message
      {end}
    </div>
  );
}
