import { SetUpLinks } from '../access';
import { withOperatorContext } from './operator-context';

/** The link alone goes to the standard output, for programs that open it. Exit code 1 when the set-up is done. */
export async function printSetUpLink(): Promise<number> {
  const link = await withOperatorContext((product) => product.get(SetUpLinks).makeAnew());
  if (link === null) {
    process.stderr.write('The set-up is done: somebody has an account already.\n');
    return 1;
  }
  process.stdout.write(`${link}\n`);
  process.stderr.write('Open it to make the first account. Links that were made before are dead.\n');
  return 0;
}
