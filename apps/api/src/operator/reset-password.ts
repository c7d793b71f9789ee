import { ResetLinks } from '../access';
import { withOperatorContext } from './operator-context';

/** For who cannot get in and has no mail server: the link goes to who runs this command, and to nobody else. */
export async function resetPassword([email]: readonly string[]): Promise<number> {
  if (email === undefined) {
    process.stderr.write('Say whose: reset-password <e-mail address>\n');
    return 2;
  }
  const made = await withOperatorContext((product) => product.get(ResetLinks).make(email.trim()));
  if (made === null) {
    process.stderr.write('Nobody here has this e-mail address.\n');
    return 1;
  }
  process.stdout.write(`${made.link}\n`);
  process.stderr.write(
    `${made.email} can set a new password with it, once, within ${made.minutes} minutes.\n`,
  );
  return 0;
}
