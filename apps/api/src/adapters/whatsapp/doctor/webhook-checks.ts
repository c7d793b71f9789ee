import { Finding } from '../../../channels';
import { DoctorFacts, DoorAnswer } from './facts';
import { fault, ok, unknown, untold, warning } from './findings';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
const QUIET_MS = 7 * 24 * 3_600_000;
/** A signature says nothing of time; yet who waits for a code, or counts 24 hours, needs the right one. */
const SLIGHT_SKEW_MS = 30_000;
const GRAVE_SKEW_MS = 5 * 60_000;

export function subscribedApp({ apps, appId }: DoctorFacts): Finding {
  const check = 'subscribed_app';
  if (apps === null) return unknown(check, 'No WhatsApp Business Account was named.');
  if (apps.kind === 'failed') return untold(check, apps.trouble);
  const SUBSCRIBE = 'Choose Subscribe.';
  if (apps.value.length === 0)
    return fault(check, 'No app gets the messages of this account, so none arrives.', SUBSCRIBE);
  if (appId === null || apps.value.some((app) => app.appId === appId))
    return ok(check, 'Meta sends the messages of this account to our app.');
  const names = apps.value.map((app) => app.name ?? app.appId ?? 'another app').join(', ');
  return fault(check, `Meta sends the messages of this account to ${names}, and not to our app.`, SUBSCRIBE);
}

/** An address of the number goes before one of its account, and that before the app's own. */
export function callbackAddress({ apps, appId, number, webhookUrl, simulated }: DoctorFacts): Finding {
  const check = 'callback_address';
  if (number.kind === 'failed' && (apps === null || apps.kind === 'failed'))
    return untold(check, number.trouble);
  const webhooks =
    number.kind === 'done' ? number.value.webhooks : { number: null, account: null, app: null };
  const ofApps = apps?.kind === 'done' ? apps.value : [];
  const override = ofApps.find((app) => appId === null || app.appId === appId)?.overrideCallbackUrl ?? null;
  const special = webhooks.number ?? webhooks.account ?? override;
  const address = special ?? webhooks.app;
  if (address === null) return unknown(check, 'Meta does not say where it sends messages.');
  if (sameAddress(address, webhookUrl)) return ok(check, 'Meta sends messages to our address.');
  if (special !== null)
    return fault(
      check,
      `Messages are sent to ${address} instead of to us.`,
      webhooks.number === null
        ? 'Choose Subscribe, which takes that address away.'
        : 'Whoever gave the number an address of its own at Meta takes it away there.',
    );
  // It reaches us inside of the machine, whatever our public address is.
  if (simulated) return ok(check, 'The simulator sends messages to us.');
  return fault(
    check,
    `The app sends messages to ${address}, and our address is ${webhookUrl}.`,
    "Enter our address in Meta's app dashboard under WhatsApp, Configuration.",
  );
}

export function publicAddress({ webhookUrl, simulated }: DoctorFacts): Finding {
  const check = 'public_address';
  const { protocol, hostname } = new URL(webhookUrl);
  if (simulated) return ok(check, 'The simulator reaches us without one.');
  if (LOOPBACK.test(hostname) || protocol !== 'https:')
    return fault(
      check,
      `Meta cannot reach ${webhookUrl}.`,
      'Whoever runs Parley sets PUBLIC_URL to an https:// address that the internet reaches.',
    );
  return ok(check, `Our address is ${webhookUrl}.`);
}

export function verifyToken({ door }: DoctorFacts): Finding {
  const check = 'verify_token';
  if (door.handshake === null)
    return fault(
      check,
      'No verify token is configured, so Meta cannot be told our address.',
      'Whoever runs Parley sets WHATSAPP_VERIFY_TOKEN.',
    );
  return atTheDoor(check, door.handshake, 'Our address answers the handshake of Meta.');
}

export function signedWebhook({ door }: DoctorFacts): Finding {
  const check = 'signed_webhook';
  if (door.signedPost === null)
    return fault(
      check,
      'No app secret is configured, so every webhook is refused.',
      'Whoever runs Parley sets WHATSAPP_APP_SECRETS to the secret of the app.',
    );
  return atTheDoor(check, door.signedPost, 'Our address takes a signed webhook.');
}

function atTheDoor(check: string, answer: DoorAnswer, well: string): Finding {
  if (answer.kind === 'ours') return ok(check, well);
  const fix =
    'Whoever runs Parley looks whether PUBLIC_URL leads to it, and nothing on the way changes what is sent.';
  if (answer.kind === 'unreachable')
    return fault(check, `Our own address cannot be reached: ${answer.reason}.`, fix);
  return fault(check, `Somebody else answers at our address, with status ${answer.httpStatus}.`, fix);
}

export function clock({ graphAheadMs }: DoctorFacts): Finding {
  const check = 'clock';
  if (graphAheadMs === null) return unknown(check, 'Meta did not say what time it is.');
  const apartMs = Math.abs(graphAheadMs);
  if (apartMs < SLIGHT_SKEW_MS) return ok(check, 'Our clock agrees with that of Meta.');
  const reason = `Our clock is ${Math.round(apartMs / 1_000)} s ${graphAheadMs > 0 ? 'behind' : 'ahead of'} that of Meta.`;
  const fix = 'Whoever runs Parley lets the machine set its clock by the network (NTP).';
  return apartMs < GRAVE_SKEW_MS ? warning(check, reason, fix) : fault(check, reason, fix);
}

export function lastInbound({ lastInboundAt, nowMs }: DoctorFacts): Finding {
  const check = 'last_inbound';
  const WRITE = 'Write to the number from a phone, and see whether it arrives.';
  if (lastInboundAt === null) return warning(check, 'No message has ever arrived.', WRITE);
  const at = lastInboundAt
    .toISOString()
    .replace(/:\d\d\.\d+Z$/, ' UTC')
    .replace('T', ' ');
  if (nowMs - lastInboundAt.getTime() > QUIET_MS)
    return warning(check, `The last message arrived more than a week ago, on ${at}.`, WRITE);
  return ok(check, `The last message arrived on ${at}.`);
}

/** As servers take them: the host in any case, the path with or without its last slash. */
function sameAddress(one: string, other: string): boolean {
  const plain = (address: string): string =>
    URL.canParse(address) ? new URL(address).href.replace(/\/$/, '') : address;
  return plain(one) === plain(other);
}
