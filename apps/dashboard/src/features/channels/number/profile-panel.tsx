'use client';

import type { Channel, ChannelProfile } from '@parley/api-client';
import { useState } from 'react';
import { asProblem } from '@/data/problem';
import { useWhyNot } from '@/shell/use-may';
import { Form, SubmitButton } from '@/ui/form';
import { LoadingRegion } from '@/ui/loading-region';
import { Panel } from '@/ui/panel';
import { ProblemState } from '@/ui/problem-state';
import { SavedNote } from '@/ui/saved-note';
import { Select } from '@/ui/select';
import { Skeleton } from '@/ui/skeleton';
import { TextAreaField } from '@/ui/text-area-field';
import { TextField } from '@/ui/text-field';
import { useChannelProfile, useConnectionSteps } from '../channel-care.queries';
import { changeOf, tradesWith, websitesFault } from './profile-rules';

/** What people see of the number in WhatsApp. It is kept at Meta, so that is where it is read and written. */
export function ProfilePanel({ channel }: { channel: Channel }) {
  const query = useChannelProfile(channel.id);
  return (
    <Panel title="Profile" description="What people see in WhatsApp when they open your number.">
      {query.isPending ? (
        <LoadingRegion label="Loading the profile" className="flex flex-col">
          <Skeleton className="h-10" />
          <Skeleton className="mt-5 h-24" />
        </LoadingRegion>
      ) : query.data ? (
        <ProfileForm channelId={channel.id} profile={query.data} />
      ) : (
        <ProblemState
          problem={asProblem(query.error)}
          what="the profile"
          onRetry={() => void query.refetch()}
        />
      )}
    </Panel>
  );
}

function ProfileForm({ channelId, profile }: { channelId: string; profile: ChannelProfile }) {
  const whyNot = useWhyNot('channels.manage');
  const { changeProfile } = useConnectionSteps(channelId);
  const [trade, setTrade] = useState(profile.vertical || 'UNDEFINED');
  const [saves, setSaves] = useState(0);
  const readOnly = whyNot !== null;
  return (
    <Form
      aria-label="Profile"
      onSubmit={async (values) => {
        await changeProfile(changeOf(values, trade, profile));
        setSaves((count) => count + 1);
      }}
      className="sm:max-w-lg"
    >
      <TextField
        name="about"
        label="About"
        hint="A line under your name. Meta keeps the one there is when this is empty."
        defaultValue={profile.about ?? ''}
        maxLength={139}
        readOnly={readOnly}
        required={false}
      />
      <TextAreaField
        name="description"
        label="Description"
        defaultValue={profile.description ?? ''}
        maxLength={512}
        rows={3}
        readOnly={readOnly}
        required={false}
      />
      <TextField
        name="address"
        label="Address"
        defaultValue={profile.address ?? ''}
        maxLength={256}
        readOnly={readOnly}
        required={false}
        autoComplete="off"
      />
      <TextField
        name="email"
        type="email"
        label="E-mail"
        defaultValue={profile.email ?? ''}
        maxLength={128}
        readOnly={readOnly}
        required={false}
        autoComplete="off"
      />
      <TextAreaField
        name="websites"
        label="Websites"
        hint="One per line, two at most."
        defaultValue={profile.websites.join('\n')}
        rows={2}
        dir="ltr"
        readOnly={readOnly}
        required={false}
        check={websitesFault}
      />
      <Select
        label="Trade"
        options={tradesWith(profile.vertical)}
        value={trade}
        onChange={setTrade}
        disabled={readOnly}
      />
      <div className="flex flex-wrap items-center gap-3">
        {whyNot ? (
          <p className="text-[13px] text-ink-muted">{whyNot}</p>
        ) : (
          <SubmitButton look="outline">Save the profile</SubmitButton>
        )}
        <SavedNote saves={saves}>Saved at Meta</SavedNote>
      </div>
    </Form>
  );
}
