import type { Template } from '@parley/api-client';
import { Notice } from '@/ui/notice';
import { rejectionWords } from '../template-words';

/** What WhatsApp allows to be done to a template that it has. */
export function AllowedNote({ template }: { template: Template }) {
  const { status, can } = template;
  if (status === 'draft') return null;
  if (status === 'rejected') {
    const { because, advice } = rejectionWords(template.rejectionReason);
    return (
      <Notice tone="warning">
        <p>WhatsApp has rejected it. {because}</p>
        <p className="mt-1">{template.recommendation ?? advice}</p>
      </Notice>
    );
  }
  return (
    <Notice>
      <p>
        WhatsApp has this template. It takes a change once a day, and ten times in 30 days, and looks at it
        anew. Until it has approved the change, messages go out with the words that it has.
        {can.changeCategory ? '' : ' The category stays; duplicate the template to have another one.'}
      </p>
    </Notice>
  );
}
