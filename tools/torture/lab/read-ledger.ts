import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** Tells every entry of the simulator's ledger, line by line: it may be larger than what fits into memory at once. */
export async function readLedger<Entry>(file: string, tell: (entry: Entry) => void): Promise<void> {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (line !== '') tell(JSON.parse(line) as Entry);
  }
}
