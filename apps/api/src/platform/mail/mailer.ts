import { Inject, Injectable, OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { Logger } from 'pino';
import { Environment } from '../config/environment';
import { LOGGER } from '../telemetry/telemetry.module';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** A server that does not take a mail is an ordinary day: `problem` is a sentence for who sent it. */
export type MailOutcome = { readonly sent: true } | { readonly sent: false; readonly problem: string };

const CONNECT_MS = 5_000;
const SILENCE_MS = 10_000;
/** A server that answers one letter at a time is never silent. */
const WHOLE_MS = 15_000;

const NOT_CONFIGURED = 'No mail server is configured (SMTP_URL).';

/** Hands mails to the SMTP server of SMTP_URL. */
@Injectable()
export class Mailer implements OnApplicationShutdown {
  private readonly from: string;
  private readonly transport: Transport | null;

  constructor(
    environment: Environment,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    const { SMTP_URL, MAIL_FROM, PUBLIC_URL } = environment;
    this.from = MAIL_FROM ?? `Parley <parley@${new URL(PUBLIC_URL).hostname}>`;
    this.transport = SMTP_URL === undefined ? null : transportTo(SMTP_URL);
  }

  get isConfigured(): boolean {
    return this.transport !== null;
  }

  /** Resolves when the server has taken the mail or will not. Never fails. */
  async send({ to, subject, text }: Mail): Promise<MailOutcome> {
    if (this.transport === null) return { sent: false, problem: NOT_CONFIGURED };
    try {
      // As an object: in a text, a comma or a bracket would make another recipient of it.
      const handOver = this.transport.sendMail({
        from: this.from,
        to: { name: '', address: to },
        subject,
        text,
      });
      return await withinTime(handOver.then(() => ({ sent: true })));
    } catch (error) {
      const { code, responseCode } = error as { code?: string; responseCode?: number };
      // The server's own words repeat the address, so only its codes are kept.
      this.logger.warn({ code, responseCode }, 'mail not sent');
      return { sent: false, problem: sentenceFor(code, responseCode) };
    }
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }
}

type Transport = ReturnType<typeof createTransport>;

function transportTo(url: string): Transport {
  return createTransport({
    url,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

async function withinTime(work: Promise<MailOutcome>): Promise<MailOutcome> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(Object.assign(new Error('too late'), { code: 'ETIMEDOUT' })),
    WHOLE_MS,
  );
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

function sentenceFor(code: string | undefined, responseCode: number | undefined): string {
  if (responseCode !== undefined) return `The mail server refused the mail (${responseCode}).`;
  if (code === 'EAUTH') return 'The mail server refused our user name or password.';
  return 'The mail server could not be reached.';
}
