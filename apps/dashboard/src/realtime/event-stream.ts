import { delayBeforeAttempt } from './reconnect-policy';

/** `paused`: nobody looks at the tab, so it holds no connection. */
export type StreamStatus = 'connecting' | 'open' | 'lost' | 'paused';

type Listener = {
  onStatus: (status: StreamStatus) => void;
  onConversationChanged: (conversationId: string) => void;
  onChannelChanged: () => void;
  onTemplateChanged: () => void;
  /** The stream is open, for the first time or again: anything may have changed before. */
  onOpen: () => void;
};

/** A browser allows six HTTP/1.1 connections per host; hidden tabs give theirs back after this time. */
const HIDDEN_TAB_KEEPS_STREAM_MS = 30_000;

/**
 * Keeps one EventSource open while the tab is seen. EventSource gives up for good on an HTTP error and retries
 * on a fixed beat otherwise, so every error closes it and the reconnect policy opens the next one.
 * Returns the function that ends it.
 */
export function keepEventStream(
  url: string,
  { onStatus, onConversationChanged, onChannelChanged, onTemplateChanged, onOpen }: Listener,
): () => void {
  let source: EventSource | null = null;
  let attempts = 0;
  let retryTimer: number | undefined;
  let hiddenTimer: number | undefined;

  const close = () => {
    window.clearTimeout(retryTimer);
    source?.close();
    source = null;
  };

  const open = () => {
    close();
    source = new EventSource(url);
    source.onopen = () => {
      attempts = 0;
      onStatus('open');
      onOpen();
    };
    source.onerror = () => {
      close();
      onStatus('lost');
      retryTimer = window.setTimeout(open, delayBeforeAttempt(++attempts, Math.random));
    };
    source.addEventListener('conversation.changed', (event: MessageEvent<string>) => {
      const id = conversationIdOf(event.data);
      if (id) onConversationChanged(id);
    });
    source.addEventListener('channel.changed', onChannelChanged);
    source.addEventListener('template.changed', onTemplateChanged);
  };

  const onVisibility = () => {
    window.clearTimeout(hiddenTimer);
    if (document.hidden) {
      hiddenTimer = window.setTimeout(() => {
        close();
        onStatus('paused');
      }, HIDDEN_TAB_KEEPS_STREAM_MS);
    } else if (!source) {
      onStatus('connecting');
      open();
    }
  };
  const onOnline = () => {
    if (!document.hidden) open();
  };

  document.addEventListener('visibilitychange', onVisibility);
  window.addEventListener('online', onOnline);
  onStatus('connecting');
  open();

  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    window.removeEventListener('online', onOnline);
    window.clearTimeout(hiddenTimer);
    close();
  };
}

function conversationIdOf(data: string): string | null {
  try {
    const { conversationId } = JSON.parse(data) as { conversationId?: unknown };
    return typeof conversationId === 'string' ? conversationId : null;
  } catch {
    return null;
  }
}
