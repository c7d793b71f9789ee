/** A piece of a sentence; names are set apart, since they may be written in any script. */
export type Piece = { text: string; isName: boolean };

type Facts = Readonly<Record<string, unknown>>;
type Told = { target: Piece; before: Facts; after: Facts };
/** What follows the actor: words, and names among them. */
export type Telling = (told: Told) => (string | Piece)[];

const CONSENT_WORDS: Record<string, string> = {
  given: ' may be written to',
  marketing_opt_out: ' wants no marketing',
  stopped: ' is not to be written to',
};

/** By the action (tenancy/audit/audit-actions in the API). */
export const tellings: Record<string, Telling> = {
  'tenant.created': ({ target }) => ['created the workspace ', target],
  'tenant.adopted': ({ target }) => ['took over the workspace and called it ', target],
  'tenant.changed': ({ before, after }) => [
    `changed ${listOf(changedFields(before, after))} of the workspace`,
  ],
  'member.role_changed': ({ target, before, after }) => [
    'changed the role of ',
    target,
    ` from ${word(before['role'])} to ${word(after['role'])}`,
  ],
  'member.removed': ({ target }) => ['removed ', target, ' from the workspace'],
  'member.left': () => ['left the workspace'],
  'invitation.created': ({ target, after }) => ['invited ', target, ` as ${word(after['role'])}`],
  'invitation.link_renewed': ({ target }) => ['made a new invitation link for ', target],
  'invitation.revoked': ({ target }) => ['revoked the invitation of ', target],
  'invitation.accepted': ({ after }) => [`joined as ${word(after['role'])}`],
  'api_key.created': ({ target }) => ['created the API key ', target],
  'api_key.renamed': ({ target, before }) => [
    'renamed the API key ',
    name(word(before['name'])),
    ' to ',
    target,
  ],
  'api_key.rotated': ({ target }) => ['rotated the API key ', target],
  'api_key.revoked': ({ target }) => ['revoked the API key ', target],
  'channel.connected': ({ target }) => ['connected the number ', target],
  'channel.changed': ({ target, after }) =>
    typeof after['echoEnabled'] === 'boolean'
      ? [`turned the echo of `, target, after['echoEnabled'] ? ' on' : ' off']
      : ['changed the number ', target],
  'channel.access_token_replaced': ({ target }) => ['replaced the access token of ', target],
  'channel.disconnected': ({ target }) => ['disconnected the number ', target],
  'channel.subscribed': ({ target }) => ['had the messages of ', target, ' sent to Parley'],
  'channel.code_requested': ({ target }) => ['asked for a verification code for ', target],
  'channel.verified': ({ target }) => ['verified ', target],
  'channel.registered': ({ target }) => ['registered ', target, ' at Meta'],
  'channel.deregistered': ({ target }) => ['took ', target, ' off the Cloud API'],
  'channel.pin_set': ({ target }) => ['set the PIN of ', target],
  'channel.profile_changed': ({ target }) => ['changed the profile of ', target],
  'channel.hold_told': ({ target, after }) => [
    'told by e-mail that ',
    target,
    ` cannot send (${word(after['error'])})`,
  ],
  'template.created': ({ target }) => ['created the template ', target],
  'template.changed': ({ target }) => ['changed the template ', target],
  'template.submitted': ({ target }) => ['submitted the template ', target, ' to Meta'],
  'template.deleted': ({ target }) => ['deleted the template ', target],
  'template.unpaused': ({ target }) => ['ended the pause of the template ', target],
  'template_sample.uploaded': ({ target }) => ['uploaded the sample file ', target],
  'account.signed_in': () => ['signed in'],
  'account.signed_out': () => ['signed out'],
  'account.second_factor_failed': () => ['gave a wrong code for the second factor'],
  'account.session_ended': () => ['ended one of their other sessions'],
  'account.other_sessions_ended': () => ['ended all their other sessions'],
  'account.renamed': () => ['changed their own name'],
  'account.password_changed': () => ['changed their password'],
  'account.password_reset': () => ['set a new password by a reset link'],
  'account.password_reset_link_made': ({ target }) => ['made a password reset link for ', target],
  'account.two_factor_turned_on': () => ['turned two-factor sign-in on'],
  'account.two_factor_turned_off': () => ['turned two-factor sign-in off'],
  'account.recovery_codes_renewed': () => ['made new recovery codes'],
  'checklist.dismissed': () => ['put the checklist away'],
  'contacts.merged': ({ target, after }) => [
    'merged ',
    name(word(after['fromName'])),
    ' into ',
    target,
    ', as the same person',
  ],
  'contacts.unmerged': ({ target }) => ['undid a merge into ', target],
  'contact.consent_changed': ({ target, after }) => [
    'noted that ',
    target,
    CONSENT_WORDS[word(after['consent'])] ?? ' said what they allow',
  ],
  'sending_policy.changed': () => ['changed when marketing is sent, and how much'],
  'cache.cleared': () => ['had everything that was cached of the workspace read anew'],
  'webhook_delivery.opened': () => ['opened a webhook with data of this workspace'],
  'dead_letter.opened': () => ['opened a dead letter of this workspace'],
  'dead_letters.replayed': ({ after }) => [`had ${deadLetters(after)} of this workspace tried again`],
  'dead_letters.discarded': ({ after }) => [`discarded ${deadLetters(after)} of this workspace`],
  'audit_trail.exported': ({ after }) => [
    `exported the audit trail as ${word(after['format']).toUpperCase()}`,
  ],
};

const fieldWords: Record<string, string> = {
  timeZone: 'time zone',
  slug: 'address',
  unknownReplies: 'resending of lost replies',
};

function changedFields(before: Facts, after: Facts): string[] {
  return Object.keys(after)
    .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => fieldWords[key] ?? key);
}

function listOf(words: string[]): string {
  if (words.length === 0) return 'the settings';
  const last = words.at(-1) ?? '';
  return words.length === 1 ? `the ${last}` : `the ${words.slice(0, -1).join(', ')} and ${last}`;
}

function deadLetters({ letters }: Facts): string {
  if (typeof letters !== 'number') return 'dead letters';
  return `${letters} dead ${letters === 1 ? 'letter' : 'letters'}`;
}

export const name = (text: string): Piece => ({ text, isName: true });
const word = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : 'something';
