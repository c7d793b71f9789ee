import { SmtpServer } from '../../../test/support/smtp-server';
import { Environment } from '../config/environment';
import { createLogger } from '../telemetry/logger';
import { Mailer } from './mailer';

const MAIL = {
  to: 'sara@example.com',
  subject: 'Guten Tag, سلام',
  text: 'A link:\nhttp://localhost:3000/x#abc',
};

function mailerFor(settings: Partial<Environment>, logLines: string[] = []): Mailer {
  const logger = createLogger('test', 'debug', { write: (line) => void logLines.push(line) });
  return new Mailer({ PUBLIC_URL: 'https://parley.example', ...settings } as Environment, logger);
}

describe('the mailer', () => {
  let server: SmtpServer;
  beforeEach(async () => {
    server = await SmtpServer.start();
  });
  afterEach(() => server.stop());

  it('hands a mail to the server, from the address that was set', async () => {
    const mailer = mailerFor({ SMTP_URL: server.url, MAIL_FROM: 'Parley <hello@parley.example>' });
    expect(mailer.isConfigured).toBe(true);
    expect(await mailer.send(MAIL)).toEqual({ sent: true });
    expect(server.mails).toMatchObject([{ from: 'hello@parley.example', to: ['sara@example.com'] }]);
    expect(server.mails[0]?.text).toContain('http://localhost:3000/x#abc');
    expect(server.mails[0]?.text).toMatch(/^Subject: =\?UTF-8\?/m);
  });

  it('has an address of its own where none was set', async () => {
    await mailerFor({ SMTP_URL: server.url }).send(MAIL);
    expect(server.mails).toMatchObject([{ from: 'parley@parley.example' }]);
  });

  it('sends one mail to one person, whatever the address and the subject contain', async () => {
    const mailer = mailerFor({ SMTP_URL: server.url });
    await mailer.send({ ...MAIL, to: 'a@example.com, b@example.com' });
    await mailer.send({ ...MAIL, to: 'a@example.com>\r\nRCPT TO:<b@example.com' });
    await mailer.send({ ...MAIL, subject: 'Hello\r\nBcc: b@example.com\r\n\r\nAnother body' });
    expect(server.mails.flatMap(({ to }) => to)).not.toContain('b@example.com');
    expect(server.mails.map(({ text }) => text).join('\n')).not.toMatch(/^Bcc:/im);
  });

  it('says that there is no mail server where none was set', async () => {
    const mailer = mailerFor({});
    expect(mailer.isConfigured).toBe(false);
    expect(await mailer.send(MAIL)).toEqual({
      sent: false,
      problem: 'No mail server is configured (SMTP_URL).',
    });
  });

  it('answers what went wrong, and throws nothing, when the server refuses the mail', async () => {
    server.behaviour = 'refuses';
    const logLines: string[] = [];
    const outcome = await mailerFor({ SMTP_URL: server.url }, logLines).send(MAIL);
    expect(outcome).toEqual({ sent: false, problem: 'The mail server refused the mail (550).' });
    expect(logLines.join()).not.toContain('sara@example.com');
  });

  it('answers what went wrong when there is no server', async () => {
    const outcome = await mailerFor({ SMTP_URL: 'smtp://127.0.0.1:9' }).send(MAIL);
    expect(outcome).toEqual({ sent: false, problem: 'The mail server could not be reached.' });
  });

  it('waits for a silent server for seconds, not for ever', async () => {
    server.behaviour = 'is silent';
    const start = Date.now();
    expect(await mailerFor({ SMTP_URL: server.url }).send(MAIL)).toMatchObject({ sent: false });
    expect(Date.now() - start).toBeLessThan(16_000);
  });
});
