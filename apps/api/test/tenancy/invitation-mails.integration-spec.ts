import { Product } from '../support/product';
import { SmtpServer } from '../support/smtp-server';

interface Invitation {
  readonly id: string;
  readonly link: string;
  readonly mailed: boolean;
  readonly mailProblem: string | null;
}

describe('the mail of an invitation', () => {
  let product: Product;
  let smtp: SmtpServer;

  beforeAll(async () => {
    smtp = await SmtpServer.start();
    product = await Product.create({ SMTP_URL: smtp.url });
    await product.startApi();
  });
  afterAll(async () => {
    await product.stop();
    await smtp.stop();
  });

  const invite = (email: string) =>
    product.as('owner').post<Invitation>('/api/v1/invitations', { email, role: 'admin' });

  it('brings the link to the invited person, and says who invites them to what', async () => {
    const { body } = await invite('ana@example.com');
    expect(body).toMatchObject({ mailed: true, mailProblem: null });
    const [mail] = smtp.mails;
    expect(mail?.to).toEqual(['ana@example.com']);
    for (const part of [body.link, 'owner of demo', 'demo', 'an admin']) expect(mail?.text).toContain(part);
  });

  it('brings the new link as well', async () => {
    const { body } = await invite('bea@example.com');
    const renewed = await product.as('owner').post<Invitation>(`/api/v1/invitations/${body.id}/link`);
    expect(renewed.body.mailed).toBe(true);
    expect(smtp.mails.at(-1)?.text).toContain(renewed.body.link);
    expect(smtp.mails.at(-1)?.text).not.toContain(body.link);
  });

  it('is not said to be sent when the server refuses it; the link is there all the same', async () => {
    smtp.behaviour = 'refuses';
    const { status, body } = await invite('cleo@example.com');
    expect(status).toBe(201);
    expect(body).toMatchObject({ mailed: false, mailProblem: 'The mail server refused the mail (550).' });
    expect(body.link).toMatch(/#[\w-]{64}$/);
  });
});
