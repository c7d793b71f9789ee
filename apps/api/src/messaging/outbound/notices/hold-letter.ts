import { Explanation } from '../../../kernel/explanations';
import { Mail } from '../../../platform/mail/mailer';
import { HeldNumber } from './hold-notices.repository';

export interface HoldNews {
  readonly number: Pick<HeldNumber, 'name' | 'address' | 'code'>;
  readonly explanation: Explanation;
  readonly tenantName: string;
  /** Where it is put in order. */
  readonly channelsUrl: string;
  /** Where such mails are switched off. */
  readonly settingsUrl: string;
}

export function holdLetter(to: string, news: HoldNews): Mail {
  const { number, explanation, tenantName, channelsUrl, settingsUrl } = news;
  const { sentence, next, docsUrl } = explanation;
  return {
    to,
    subject: `${number.name} (${number.address}) cannot send now`,
    text: `Hello,

the number ${number.name} (${number.address}) of ${tenantName} cannot send now:

${sentence} (code ${number.code})

What to do: ${next}

${channelsUrl}

Nothing is lost: what is to be sent waits for up to 24 hours, and goes out when the number can send again. What people
write to it still arrives.
${docsUrl === null ? '' : `\nMore about this error: ${docsUrl}\n`}
You get this mail once for each time a number stops, since you run the numbers of ${tenantName}. To get none:
${settingsUrl}
`,
  };
}
