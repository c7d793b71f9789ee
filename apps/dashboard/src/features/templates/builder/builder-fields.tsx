'use client';

import type { Channel, Template } from '@parley/api-client';
import { AuthenticationPanel } from './panels/authentication-panel';
import { BasicsPanel } from './panels/basics-panel';
import { BodyPanel } from './panels/body-panel';
import { ButtonsPanel } from './panels/buttons-panel';
import { CardsPanel } from './panels/cards-panel';
import { FooterPanel } from './panels/footer-panel';
import { HeaderPanel } from './panels/header-panel';
import { messageKindOf } from './draft/kinds';
import { OfferPanel } from './panels/offer-panel';
import type { FileProps, PartProps } from './panels/part-props';
import { componentOf } from './draft/parts';

type Props = PartProps &
  FileProps & {
    template: Template | null;
    channels: readonly Channel[];
    onChannel: (channelId: string) => void;
  };

/** The parts of the template, from above to below as a phone shows them. */
export function BuilderFields(props: Props) {
  const { form, dispatch, template, channels, onChannel, ...files } = props;
  const kind = messageKindOf(form);
  const parts = { form, dispatch };
  const has = (type: Parameters<typeof componentOf>[1]) => componentOf(form.components, type) !== null;
  const isPlain = kind === 'plain' || kind === 'offer';
  return (
    <>
      <BasicsPanel
        {...parts}
        template={template}
        channels={channels}
        channelId={files.channelId}
        onChannel={onChannel}
      />
      {kind === 'authentication' ? <AuthenticationPanel {...parts} /> : null}
      {isPlain || (kind === 'carousel' && has('HEADER')) ? (
        <HeaderPanel {...parts} {...files} kind={kind} />
      ) : null}
      {kind === 'offer' ? <OfferPanel {...parts} /> : null}
      {kind === 'authentication' ? null : <BodyPanel {...parts} />}
      {kind === 'plain' || (kind !== 'authentication' && has('FOOTER')) ? <FooterPanel {...parts} /> : null}
      {isPlain ? <ButtonsPanel {...parts} /> : null}
      {kind === 'carousel' ? <CardsPanel {...parts} {...files} /> : null}
    </>
  );
}
