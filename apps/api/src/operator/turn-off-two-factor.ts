import { LostFactors } from '../access';
import { withOperatorContext } from './operator-context';

const OUTCOMES = {
  turned_off: { code: 0, says: 'Two-factor sign-in is off for this account; the password alone opens it.' },
  was_off: { code: 1, says: 'Two-factor sign-in is not on for this account.' },
  nobody: { code: 1, says: 'Nobody here has this e-mail address.' },
};

export async function turnOffTwoFactor([email]: readonly string[]): Promise<number> {
  if (email === undefined) {
    process.stderr.write('Say whose: turn-off-two-factor <e-mail address>\n');
    return 2;
  }
  const outcome = await withOperatorContext((product) => product.get(LostFactors).turnOff(email.trim()));
  const { code, says } = OUTCOMES[outcome];
  process[code === 0 ? 'stdout' : 'stderr'].write(`${says}\n`);
  return code;
}
