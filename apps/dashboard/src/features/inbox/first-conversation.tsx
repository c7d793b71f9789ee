import { MessagesSquare, Smartphone } from 'lucide-react';
import { useWorkspace } from '@/shell/workspace-context';
import { buttonStyle } from '@/ui/button-style';
import { EmptyState } from '@/ui/empty-state';

/** What an inbox without conversations is, and how to get the first one. */
export function FirstConversation({ className }: { className?: string }) {
  const { simulatorUrl } = useWorkspace();
  return (
    <EmptyState
      icon={<MessagesSquare />}
      title="Your inbox is ready for its first message"
      className={className ?? ''}
      action={
        simulatorUrl ? (
          <a href={simulatorUrl} target="_blank" rel="noopener" className={buttonStyle({ look: 'primary' })}>
            <Smartphone aria-hidden="true" /> Open the simulated phone
          </a>
        ) : null
      }
    >
      When someone writes to one of your WhatsApp numbers, the conversation appears here by itself.
      {simulatorUrl ? ' To see one now, write something on the simulated phone.' : null}
    </EmptyState>
  );
}
