import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ManagementGraph } from '../support/management-graph';
import { Product } from '../support/product';
import { Proof, proveIsolation } from './proof/prove-isolation';

describe('every operation of the API', () => {
  let graph: ManagementGraph;
  let product: Product;
  let app: NestFastifyApplication;
  let proof: Proof;

  beforeAll(async () => {
    graph = await ManagementGraph.start();
    product = await Product.create({ ...graph.settings, RATE_LIMIT_PER_MINUTE: '1000000' });
    app = await product.startApi();
    proof = await proveIsolation(product, app);
  }, 240_000);
  afterAll(async () => {
    await product.stop();
    await graph.stop();
  });

  it('was asked in the name of everybody', () => {
    expect(proof.covered).toEqual(proof.operations);
    expect(proof.operations.length).toBeGreaterThan(10);
  });

  it('keeps two tenants apart', () => {
    expect(proof.findings).toEqual([]);
  });
});
