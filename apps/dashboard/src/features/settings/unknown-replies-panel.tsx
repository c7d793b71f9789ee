import type { Tenant } from '@parley/api-client';
import { Panel } from '@/ui/panel';
import { RadioCards } from '@/ui/radio-cards';

type Choice = Tenant['unknownReplies'];

type Props = {
  value: Choice;
  /** Why whoever looks cannot change it. */
  whyNot: string | null;
  onChange: (next: Choice) => void;
};

/** At least once, or at most once: WhatsApp offers no third. */
export function UnknownRepliesPanel({ value, whyNot, onChange }: Props) {
  const shown = (choice: Choice, label: string, says: string) => ({
    value: choice,
    label,
    says,
    disabledReason: whyNot && value !== choice ? whyNot : null,
  });
  return (
    <Panel
      title="Replies that may be lost"
      description="Sometimes WhatsApp gives no answer, and nobody knows whether a reply went out. Broadcasts are never sent twice."
      className="sm:*:max-w-xl"
    >
      <RadioCards
        label="When no status comes within a minute"
        options={[
          shown('at_least_once', 'Send it once more', 'It may arrive twice; the message then says so.'),
          shown(
            'at_most_once',
            'Leave it',
            'It may never arrive; the message says so, and you can send it again.',
          ),
        ]}
        value={value}
        onChange={onChange}
      />
    </Panel>
  );
}
