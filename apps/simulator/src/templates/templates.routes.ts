import type { FastifyInstance } from 'fastify';
import type { Ledger } from '../ledger/ledger';
import type { Numbers } from '../numbers';
import { TEMPLATE_STATUSES, type Template } from './template';
import { newTemplateId } from './template-desk';
import type { Templates } from './templates';

interface NewTemplates {
  templates: (Pick<
    Template,
    'name' | 'language' | 'category' | 'status' | 'parameter_format' | 'components'
  > & {
    wabaId?: string;
    isPaced: boolean;
  })[];
}

/** The account's templates, as if Meta had reviewed them: given and changed here, and read through Graph. */
export function templateRoutes(
  app: FastifyInstance,
  { templates, numbers, ledger }: { templates: Templates; numbers: Numbers; ledger: Ledger },
): void {
  app.get('/sim/templates', () => ({ templates: templates.list() }));

  app.post<{ Body: NewTemplates }>('/sim/templates', { schema: { body: newTemplates } }, (request, reply) => {
    const given = request.body.templates.map((one) => {
      const wabaId = one.wabaId ?? numbers.first.wabaId;
      const id = templates.find(wabaId, one.name, one.language)?.id ?? newTemplateId();
      return { ...one, wabaId, id };
    });
    const unknown = given.find(({ wabaId }) => !numbers.hasAccount(wabaId));
    if (unknown)
      return reply.code(400).send({ error: `templates: no number has the account ${unknown.wabaId}` });
    for (const template of given) ledger.record({ kind: 'template.set', template });
    return reply.code(201).send({ templates: given });
  });

  app.delete('/sim/templates', () => {
    ledger.record({ kind: 'templates.cleared' });
    return { templates: templates.list() };
  });
}

const properties = {
  wabaId: { type: 'string', pattern: '^\\d{1,32}$' },
  name: { type: 'string', pattern: '^[a-z0-9_]{1,512}$' },
  language: { type: 'string', pattern: '^[a-z]{2,3}(_[A-Z]{2})?$' },
  category: { enum: ['MARKETING', 'UTILITY', 'AUTHENTICATION'] },
  status: { enum: TEMPLATE_STATUSES, default: 'APPROVED' },
  parameter_format: { enum: ['POSITIONAL', 'NAMED'], default: 'POSITIONAL' },
  isPaced: { type: 'boolean', default: false },
  components: {
    type: 'array',
    minItems: 1,
    maxItems: 10,
    items: { type: 'object', required: ['type'], properties: { type: { type: 'string' } } },
  },
};

/** A misspelt name is refused, not ignored. */
const template = {
  type: 'object',
  required: ['name', 'language', 'category', 'components'],
  propertyNames: { enum: Object.keys(properties) },
  properties,
};

const newTemplates = {
  type: 'object',
  required: ['templates'],
  propertyNames: { enum: ['templates'] },
  properties: { templates: { type: 'array', minItems: 1, maxItems: 1_000, items: template } },
};
