import type { FastifyInstance } from 'fastify';
import type { SimulatedClock } from '../clock';
import type { Decision } from './decision';
import type { Reviewer } from './reviewer';
import { PAUSE_KINDS, QUALITY_SCORES, REJECTION_REASONS, TEMPLATE_CATEGORIES } from './template';
import type { Templates } from './templates';

/** Moments are dates by the machine's clock here. */
type DecisionRequest = Record<string, unknown> & { decision: Decision['decision'] };

/** Meta's decisions on a template, at once. */
export function decisionRoutes(
  app: FastifyInstance,
  { templates, reviewer, clock }: { templates: Templates; reviewer: Reviewer; clock: SimulatedClock },
): void {
  app.post<{ Params: { id: string }; Body: DecisionRequest }>(
    '/sim/templates/:id/decide',
    { schema: { body: decisionRequest } },
    (request, reply) => {
      const template = templates.byId(request.params.id);
      if (template === undefined)
        return reply.code(404).send({ error: 'there is no such template: see /sim/templates' });
      const decision: Record<string, unknown> = { ...request.body };
      for (const name of ['until', 'at']) {
        if (decision[name] === undefined) continue;
        const moment = Date.parse(String(decision[name])) + clock.offsetMs;
        if (Number.isNaN(moment)) return reply.code(400).send({ error: `${name} is not a date` });
        decision[name] = moment;
      }
      return reply.code(201).send(reviewer.decide(template, decision as unknown as Decision));
    },
  );
}

const words = { type: 'string', minLength: 1, maxLength: 1_000 };
const date = { type: 'string', minLength: 1, maxLength: 40 };

/** What each decision must and may say beside its name. */
const DECISIONS: Readonly<Record<Decision['decision'], { needs?: object; may?: object }>> = {
  approve: {},
  reject: { may: { reason: { enum: REJECTION_REASONS }, because: words, recommendation: words } },
  pause: { may: { kind: { enum: PAUSE_KINDS }, until: date } },
  unpause: {},
  disable: {},
  flag: {},
  archive: {},
  unarchive: {},
  appeal: {},
  reinstate: {},
  limit: {},
  pace: { needs: { isPaced: { type: 'boolean' } } },
  category: { needs: { to: { enum: TEMPLATE_CATEGORIES } }, may: { at: date } },
  quality: { needs: { score: { enum: QUALITY_SCORES } } },
};

/** A misspelt name is refused, not ignored. */
const decisionRequest = {
  type: 'object',
  required: ['decision'],
  properties: { decision: { enum: Object.keys(DECISIONS) } },
  allOf: Object.entries(DECISIONS).map(([decision, { needs = {}, may = {} }]) => ({
    if: { properties: { decision: { const: decision } } },
    then: {
      required: Object.keys(needs),
      propertyNames: { enum: ['decision', ...Object.keys(needs), ...Object.keys(may)] },
      properties: { ...needs, ...may },
    },
  })),
};
