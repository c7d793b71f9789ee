import { Readable } from 'node:stream';
import { LocalFolder } from '../../../src/platform/storage/local-folder';
import { tenantStorage } from '../../../src/platform/storage/storage-key';
import { Product } from '../../support/product';
import { FullTenant } from './tenant-rows';

/** Gives the files of a tenant that are said to be stored their bytes, which tell whose they are. */
export async function storeFiles(product: Product, { id: tenantId, slug }: FullTenant): Promise<void> {
  const storage = new LocalFolder(String(product.environmentVariables()['STORAGE_FOLDER']));
  const files = await product.database.query<{ id: string; createdAt: Date }>(
    `SELECT id, created_at AS "createdAt" FROM media WHERE tenant_id = $1 AND state = 'stored'`,
    [tenantId],
  );
  for (const file of files) {
    const key = tenantStorage(tenantId).keyOf(file);
    const { byteSize } = await storage.write(key, Readable.from([Buffer.from(`a file of ${slug}`)]));
    await product.database.query(
      'UPDATE media SET storage_key = $3, byte_size = $4 WHERE tenant_id = $1 AND id = $2',
      [tenantId, file.id, key, byteSize],
    );
  }
}
