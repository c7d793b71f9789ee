import { SimulatedClock } from './clock';
import { NewsDesk } from './emission/news-desk';
import { Faults } from './faults/faults';
import { Ledger } from './ledger/ledger';
import type { LedgerEntry } from './ledger/ledger-entry';
import { SendSummaries } from './ledger/send-summary';
import { Limits } from './limits/limits';
import { ManagementUsage } from './limits/management-usage';
import { ServiceWindows } from './limits/service-windows';
import { Load } from './load/load';
import { ADDRESS_LIFETIME_MS, MediaAddresses } from './media/media-address';
import { MediaShelf } from './media/media-shelf';
import { Numbers } from './numbers';
import { Accounts } from './onboarding/accounts';
import { Profiles } from './onboarding/profiles';
import { NumberDesk } from './onboarding/number-desk';
import { Registrations } from './onboarding/registrations';
import { Signups } from './onboarding/signups';
import { People } from './people/people';
import { DEMO_APP_ID, type Settings } from './settings';
import { Subscriptions } from './subscriptions';
import { Reviewer } from './templates/reviewer';
import { TemplateDesk } from './templates/template-desk';
import { Templates } from './templates/templates';
import { Tokens } from './tokens/tokens';
import { UploadSessions } from './uploads/upload-sessions';
import { WebhookDelivery } from './webhooks/delivery';
import { Outbox } from './webhooks/outbox';
import { StatusReporter } from './webhooks/status-reporter';

const TEMPLATE_REVIEW_MS = 3_000;

interface Keeper {
  apply(entry: LedgerEntry): void;
}

export type State = ReturnType<typeof stateOf>;

/** All that the simulator knows, each part rebuilt from the ledger, and who acts on it. */
export function stateOf(settings: Settings) {
  const { accessToken, appId = DEMO_APP_ID, webhookAppSecret } = settings;
  const ledger = new Ledger(settings.ledgerFile);
  const clock = new SimulatedClock();
  const numbers = new Numbers(settings.business);
  const people = new People();
  const templates = new Templates(clock);
  const subscriptions = new Subscriptions();
  const faults = new Faults();
  const sends = new SendSummaries();
  const windows = new ServiceWindows(clock);
  const tokens = new Tokens(clock, accessToken, `${appId}|${webhookAppSecret}`);
  const signups = new Signups(clock);
  const accounts = new Accounts(clock);
  const profiles = new Profiles();
  const registrations = new Registrations(clock);
  const uploads = new UploadSessions(ledger);
  const limits = new Limits(
    clock,
    windows,
    (id) => numbers.find(id),
    undefined,
    (wabaId) => accounts.uniqueRecipientsOf(wabaId),
  );
  const usage = new ManagementUsage(clock, (wabaId) =>
    numbers.ofAccount(wabaId).some(({ isUnregistered }) => !isUnregistered),
  );
  const shelf = new MediaShelf(settings.ledgerFile, clock);
  const addresses = new MediaAddresses(accessToken, settings.mediaAddressMs ?? ADDRESS_LIFETIME_MS, clock);
  const delivery = new WebhookDelivery(settings.webhookUrl, webhookAppSecret);
  const outbox = new Outbox(
    ledger,
    delivery,
    settings.retryDelaysMs,
    (wabaId) => subscriptions.find(wabaId) !== null,
  );
  const load = new Load(numbers, outbox);
  const statuses = new StatusReporter(numbers, settings.statusDelaysMs, people, load, outbox);

  const news = new NewsDesk(numbers, outbox);
  const tell: NewsDesk['tell'] = (wabaId, one, subject) => news.tell(wabaId, one, subject);
  const reviewer = new Reviewer({ templates, clock, ledger, tell });
  const desk = new TemplateDesk({
    templates,
    reviewer,
    clock,
    ledger,
    tell,
    handles: (handle) => uploads.typeOf(handle),
    reviewMs: settings.templateReviewMs ?? TEMPLATE_REVIEW_MS,
    limit: () => usage.limit,
  });
  const numberDesk = new NumberDesk({
    numbers,
    accounts,
    registrations,
    ledger,
    tellPinChanged: ({ wabaId, displayPhoneNumber }) =>
      news.tell(wabaId, {
        field: 'security',
        value: { display_phone_number: displayPhoneNumber, event: 'PIN_CHANGED' },
      }),
  });

  // The clock first: others ask it when an entry happened.
  const keepers: Keeper[] = [
    clock,
    numbers,
    people,
    templates,
    subscriptions,
    faults,
    windows,
    tokens,
    signups,
    accounts,
    profiles,
    registrations,
    uploads,
    limits,
    usage,
    shelf,
    outbox,
    load,
    statuses,
    sends,
    reviewer,
  ];
  for (const keeper of keepers) ledger.subscribe((entry) => keeper.apply(entry));

  const { webhookUrl, requiresProof = false } = settings;
  const app = { id: appId, secret: webhookAppSecret, webhookUrl, requiresProof };
  const media = { tokens, ledger, shelf, addresses };
  const graph = {
    ...{ app, clock, tokens, signups, numbers, numberDesk, accounts, profiles, desk, uploads, usage, media },
    ...{ templates, subscriptions, limits, faults, statuses },
  };
  return { ...graph, graph, ledger, people, sends, shelf, addresses, outbox, load, news, reviewer };
}
