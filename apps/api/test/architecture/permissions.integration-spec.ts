import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { permissionsPage } from '../../src/operator/permissions-page';
import { previewOfTheApi } from '../../src/operator/preview';
import { permittedRoutes } from '../../src/operator/print-permissions';

const PAGE = resolve(__dirname, '../../../../docs/permissions.md');

describe('the page of permissions', () => {
  it('says what the code says; to mend it: `npm run openapi`', async () => {
    const routes = permittedRoutes(await previewOfTheApi());
    expect(await readFile(PAGE, 'utf8')).toBe(permissionsPage(routes));
  });
});
