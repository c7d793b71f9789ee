import { isDeepStrictEqual } from 'node:util';
import { ParameterFormat, TemplateForm, TemplatePurpose } from '../channels';

/** What becomes of a template: draft is ours, the others are the provider's words. An open list. */
export const TEMPLATE_STATUSES = [
  'draft',
  'pending',
  'approved',
  'rejected',
  'paused',
  'disabled',
  'flagged',
  'in_appeal',
  'limit_exceeded',
  'locked',
  'archived',
  'pending_deletion',
  'deleted',
] as const;

/** A template as it is stored. */
export interface Template {
  readonly id: string;
  readonly provider: string;
  readonly accountId: string;
  readonly name: string;
  readonly language: string;
  /** What messages call it. */
  readonly key: string;
  /** The provider's id of it; null: it was never handed in. */
  readonly externalId: string | null;
  readonly category: TemplatePurpose;
  readonly previousCategory: string | null;
  readonly correctCategory: string | null;
  readonly parameterFormat: ParameterFormat;
  readonly ttlSeconds: number | null;
  /** Ours, as they are now. */
  readonly components: readonly unknown[];
  /** As they were last handed in. */
  readonly submittedComponents: readonly unknown[] | null;
  readonly submittedTtlSeconds: number | null;
  /** As the provider had them when it was last asked. */
  readonly providerComponents: readonly unknown[] | null;
  /** Since when we know that the provider has something else than was handed in. */
  readonly driftSeenAt: Date | null;
  readonly status: string;
  readonly statusAt: Date | null;
  readonly quality: string | null;
  readonly qualityAt: Date | null;
  readonly categoryAt: Date | null;
  readonly rejectionReason: string | null;
  readonly recommendation: string | null;
  readonly pauseReason: string | null;
  readonly pausedUntil: Date | null;
  /** How often the provider told of it. */
  readonly heard: number;
  readonly version: number;
  readonly submittedAt: Date | null;
  readonly syncedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What may be done to a template now. The dashboard's copy links here. */
export const templateCan = {
  /** The provider takes a change of what was approved, rejected or paused (facts: cloud-api.md E). */
  beChanged: ({ status }: Pick<Template, 'status'>): boolean =>
    ['draft', 'approved', 'rejected', 'paused', 'flagged'].includes(status),
  /** The category of what was approved stays. */
  changeCategory: ({ status }: Pick<Template, 'status'>): boolean => ['draft', 'rejected'].includes(status),
  beDeleted: ({ status }: Pick<Template, 'status'>): boolean => status !== 'disabled' && status !== 'deleted',
  beUnpaused: ({ status }: Pick<Template, 'status'>): boolean => status === 'paused',
};

export function formOf(template: TemplateForm): TemplateForm {
  const { name, language, category, parameterFormat, ttlSeconds, components } = template;
  return { name, language, category, parameterFormat, ttlSeconds, components };
}

/** There is something that was changed here and not handed in. */
export const hasUnsubmittedChanges = (
  template: Pick<Template, 'components' | 'submittedComponents' | 'ttlSeconds' | 'submittedTtlSeconds'>,
): boolean =>
  !isDeepStrictEqual(template.components, template.submittedComponents) ||
  template.ttlSeconds !== template.submittedTtlSeconds;
