import { openApiDocument } from '../platform/http/open-api';
import { previewOfTheApi } from './preview';

export async function printOpenApi(): Promise<number> {
  process.stdout.write(`${JSON.stringify(openApiDocument(await previewOfTheApi()), null, 2)}\n`);
  return 0;
}
