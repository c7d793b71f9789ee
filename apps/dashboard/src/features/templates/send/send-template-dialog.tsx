'use client';

import type { Conversation, Template } from '@parley/api-client';
import { useState } from 'react';
import { Dialog } from '@/ui/dialog';
import { languageName } from '../builder/draft/languages';
import { TemplatePicker } from './template-picker';
import { TemplateValuesForm } from './template-values-form';

type Props = { conversation: Conversation; open: boolean; onOpenChange: (open: boolean) => void };

/** First which template, then what stands in its gaps. */
export function SendTemplateDialog({ conversation, open, onOpenChange }: Props) {
  const [template, setTemplate] = useState<Template | null>(null);
  const change = (isOpen: boolean) => {
    if (isOpen) setTemplate(null);
    onOpenChange(isOpen);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      size="wide"
      title={template ? template.name : 'Send a template'}
      description={
        template
          ? `${languageName(template.language)}. What is known of them is filled in.`
          : `To ${conversation.contact.name}, from ${conversation.channel.name}.`
      }
    >
      {template ? (
        <TemplateValuesForm
          key={template.id}
          template={template}
          conversation={conversation}
          onBack={() => setTemplate(null)}
          onSent={() => {
            setTemplate(null);
            onOpenChange(false);
          }}
        />
      ) : (
        <TemplatePicker channelId={conversation.channel.id} onChoose={setTemplate} />
      )}
    </Dialog>
  );
}
