/** What happens to a message for a given number. Everybody else receives and reads at once. */
export interface Behaviour {
  /** How Graph answers the send. */
  answer: 'success' | 'dropped' | 'withheld' | 'html' | 'rate_limited';
  /** How far the message gets once it is accepted. */
  fate: 'read' | 'delivered' | AsyncFailure;
}

export interface AsyncFailure {
  code: number;
  title: string;
  details: string;
}

export interface Sentinel extends Behaviour {
  phone: string;
  name: string;
  /** One line for the phone page and the README. */
  explanation: string;
}

const NORMAL: Behaviour = { answer: 'success', fate: 'read' };

const UNDELIVERABLE: AsyncFailure = {
  code: 131026,
  title: 'Message undeliverable',
  details: 'Message Undeliverable.',
};

const WINDOW_CLOSED: AsyncFailure = {
  code: 131047,
  title: 'Re-engagement message',
  details:
    'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
};

/** Numbers that make a failure happen, so that it can be had in a test and by a click. */
export const SENTINELS: readonly Sentinel[] = [
  {
    phone: '15550100022',
    name: 'Una Unread',
    explanation: 'Receives, never reads',
    answer: 'success',
    fate: 'delivered',
  },
  {
    phone: '15550131026',
    name: 'Otto Offline',
    explanation: 'Fails later with 131026, undeliverable',
    answer: 'success',
    fate: UNDELIVERABLE,
  },
  {
    phone: '15550131047',
    name: 'Lena Late',
    explanation: 'Fails later with 131047, window closed',
    answer: 'success',
    fate: WINDOW_CLOSED,
  },
  {
    phone: '15550130429',
    name: 'Rita Rush',
    explanation: 'Graph refuses with 130429, rate limit',
    answer: 'rate_limited',
    fate: 'read',
  },
  {
    phone: '15550100503',
    name: 'Hal Page',
    explanation: 'Graph answers 503 with an HTML page',
    answer: 'html',
    fate: 'read',
  },
  {
    phone: '15550100499',
    name: 'Dora Drop',
    explanation: 'Accepted, then the connection is cut',
    answer: 'dropped',
    fate: 'read',
  },
  {
    phone: '15550100408',
    name: 'Sid Silent',
    explanation: 'Accepted, but Graph never answers',
    answer: 'withheld',
    fate: 'read',
  },
];

const BY_PHONE = new Map(SENTINELS.map((sentinel) => [sentinel.phone, sentinel]));

export function behaviourOf(phone: string): Behaviour {
  return BY_PHONE.get(phone) ?? NORMAL;
}
