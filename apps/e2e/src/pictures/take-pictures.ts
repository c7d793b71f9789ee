import { mkdirSync, mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import type { Instance } from '../support/instance.ts';
import { hires, invites } from '../support/colleagues.ts';
import { LaunchedParley } from '../support/launched-parley.ts';
import { fetchAsOwner, ownerOf, setUpOwner } from '../support/owner.ts';
import { hasDraft } from '../support/templates.ts';
import { turnsTwoFactorOn } from '../support/two-factor.ts';
import { Visitor } from '../support/visitor.ts';
import { postsWebhook, textTo, unknownNumber } from '../support/webhooks.ts';
import { wrote } from './past-webhooks.ts';

const ANA = { name: 'Ana Ribeiro', phone: '351912345678' };
const HOUR = 60;
const DAY = 24 * HOUR;

/** Who wrote before, how many minutes ago, and what. */
const BEFORE: [string, string, number, string][] = [
  ['Lucas Almeida', '5511987654321', 4 * DAY, 'Perfeito, muito obrigado pela ajuda 🙌'],
  ['Priya Nair', '447700900482', 2 * DAY, 'Great, see you on Thursday then!'],
  ['رضا کریمی', '989351112233', DAY + 5 * HOUR, 'بسته به دستم رسید، خیلی ممنون 🌷'],
  [ANA.name, ANA.phone, DAY - HOUR, 'Bom dia! Fazem bolos de aniversário por encomenda?'],
  ['Grace Okafor', '447700900719', DAY - 2 * HOUR, 'Could you change my delivery to the 24th? Order 10482.'],
  ['Inês Carvalho', '351934567812', HOUR + 19, 'Já recebi a fatura, está tudo certo.'],
  ['سارا محمدی', '989121234567', 47, 'سلام، سفارش من کی می‌رسد؟'],
  ['Tom Baker', '447700900123', 12, 'My parcel arrived broken 😕 What should I do?'],
];

const CONVERSATION = [
  'Olá! Ainda têm mesa para hoje à noite?',
  'Somos quatro, por volta das oito.',
  'Obrigada! 🙏',
];

/** Who works there, as what, and whether with two-factor sign-in. */
const TEAM = [
  ['Sara Lindqvist', 'admin', true],
  ['Nima Ahmadi', 'agent', true],
  ['Priya Raman', 'agent', false],
  ['Elena Duarte', 'viewer', false],
] as const;

const projectRoot = resolve(dirname(process.argv[1] ?? '.'), '../../../..');
const images = join(projectRoot, 'docs/images');

void launchAndTakePictures();

async function launchAndTakePictures(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-pictures-'));
  chmodSync(folder, 0o711);
  mkdirSync(images, { recursive: true });
  try {
    const parley = await LaunchedParley.start(projectRoot, join(folder, 'home'));
    try {
      await setUpOwner(parley.instance, parley.setUpLink);
      const browser = await startBrowser(await findChromium(projectRoot, folder));
      await takePictures(parley.instance, browser);
      await browser.close();
    } finally {
      await parley.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function takePictures(instance: Instance, browser: Browser): Promise<void> {
  await setEcho(instance, false);
  for (const [name, phone, minutesAgo, text] of BEFORE)
    await wrote(instance, { name, phone }, minutesAgo, text);
  await instance.lastMessageIs(/parcel/, 'received');
  await setEcho(instance, true);

  const visitor = await Visitor.arrives(browser, {
    urls: instance.urls,
    as: await ownerOf(instance),
    browser: { viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  });
  const phone = await visitor.opensPhone(ANA);
  await phone.page.setViewportSize({ width: 1040, height: 860 });
  for (const text of CONVERSATION) {
    await phone.writes(text);
    await phone.reply(text).waitFor();
  }
  const inbox = await visitor.opensInbox();
  const thread = await inbox.reads(ANA.name);
  for (const text of CONVERSATION) await thread.echoed(text);
  await inbox.page.mouse.move(1000, 40);
  await inbox.page.screenshot({ path: join(images, 'inbox.png'), animations: 'disabled' });
  await phone.page.bringToFront();
  await phone.page.screenshot({ path: join(images, 'phone.png'), animations: 'disabled' });

  await gathersTeam(instance);
  const members = await visitor.opens('/t/demo/settings/members');
  await members.getByRole('row', { name: /Priya Raman/ }).waitFor();
  await members.getByText('Open invitations').waitFor();
  await members.screenshot({ path: join(images, 'members.png'), animations: 'disabled' });

  const template = await writesTemplate(instance);
  const builder = await visitor.opens(`/t/demo/templates/${template}/edit`);
  await builder.getByRole('figure', { name: 'What people see' }).getByText('Inês').waitFor();
  await builder.screenshot({ path: join(images, 'template.png'), animations: 'disabled' });

  await leavesDeadLetters(instance);
  const operations = await visitor.opens('/operator/dead-letters');
  await operations.getByRole('heading', { name: 'Not JSON' }).waitFor();
  await operations.screenshot({ path: join(images, 'operations.png'), animations: 'disabled' });
  await visitor.context.close();
}

/** A table that is kept for somebody, as they are told of it the day before. */
async function writesTemplate(instance: Instance): Promise<string> {
  const text =
    'Olá {{name}}, esperamos por si amanhã às {{time}}, mesa para {{people}}. Se os planos mudarem, basta dizer aqui.';
  const samples = { name: 'Inês', time: '20:00', people: 'quatro' };
  const example = {
    body_text_named_params: Object.entries(samples).map(([param_name, example]) => ({ param_name, example })),
  };
  return hasDraft(instance, await companyOf(instance), await firstNumber(instance), {
    name: 'table_tomorrow',
    language: 'pt_PT',
    parameterFormat: 'named',
    components: [
      { type: 'HEADER', format: 'TEXT', text: 'A sua mesa de amanhã' },
      { type: 'BODY', text, example },
      { type: 'FOOTER', text: 'Cantinho da Ana, Lisboa' },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'QUICK_REPLY', text: 'Lá estaremos' },
          { type: 'QUICK_REPLY', text: 'Já não podemos' },
          { type: 'PHONE_NUMBER', text: 'Ligar', phone_number: '+351912345678' },
        ],
      },
    ],
  });
}

async function firstNumber(instance: Instance): Promise<string> {
  const answer = await fetchAsOwner(instance, '/api/v1/channels');
  const { data } = (await answer.json()) as { data: { id: string }[] };
  if (data[0] === undefined) throw new Error('There is no number to write a template for.');
  return data[0].id;
}

async function companyOf(instance: Instance) {
  const owner = await ownerOf(instance);
  if (!owner) throw new Error('Nobody has set this installation up.');
  return { slug: 'demo', owner };
}

/** A number that nobody has connected yet, and something that holds the app secret and sends no JSON. */
async function leavesDeadLetters(instance: Instance): Promise<void> {
  const number = unknownNumber();
  for (const [name, phone, minutesAgo, text] of BEFORE)
    await postsWebhook(instance, textTo(number, { name, phone }, text, minutesAgo));
  await postsWebhook(instance, '<html><body>502 Bad Gateway</body></html>');
}

async function gathersTeam(instance: Instance): Promise<void> {
  const team = await companyOf(instance);
  for (const [name, role, hasApp] of TEAM) {
    const person = { name, email: addressOf(name), password: 'ships pass in the night' };
    const account = await hires(instance, team, person, role);
    if (hasApp) await turnsTwoFactorOn(instance, account);
  }
  await invites(instance, team, addressOf('Jonas Weber'), 'agent');
}

const addressOf = (name: string): string => `${name.split(' ')[0]?.toLowerCase()}@example.com`;

async function setEcho(instance: Instance, echoEnabled: boolean): Promise<void> {
  const answer = await fetchAsOwner(instance, '/api/v1/channels');
  const { data } = (await answer.json()) as { data: { id: string }[] };
  for (const { id } of data) {
    await fetchAsOwner(instance, `/api/v1/channels/${id}`, {
      method: 'PATCH',
      body: JSON.stringify({ echoEnabled }),
    });
  }
}
