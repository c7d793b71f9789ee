// The product's api as it is deployed, or, with BARE_URL, with the tenant transaction taken out of what it reads.
import { env, exit } from 'node:process';
import { startApi } from './product.ts';

await startApi(env['BARE_URL']);
process.send?.('ready');
process.once('SIGTERM', () => exit(0));
process.once('disconnect', () => exit(0));
