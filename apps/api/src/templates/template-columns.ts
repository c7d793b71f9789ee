/** Every column of a template, as `Template` names it. */
export const TEMPLATE_COLUMNS = `
  template.id, template.provider, template.account_id AS "accountId", template.name, template.language, template.key,
  template.external_id AS "externalId", template.category, template.previous_category AS "previousCategory",
  template.correct_category AS "correctCategory", template.parameter_format AS "parameterFormat",
  template.ttl_seconds AS "ttlSeconds", template.components, template.submitted_components AS "submittedComponents",
  template.submitted_ttl_seconds AS "submittedTtlSeconds",
  template.provider_components AS "providerComponents", template.drift_seen_at AS "driftSeenAt", template.status,
  template.status_at AS "statusAt", template.quality, template.quality_at AS "qualityAt",
  template.category_at AS "categoryAt", template.rejection_reason AS "rejectionReason", template.recommendation,
  template.pause_reason AS "pauseReason", template.paused_until AS "pausedUntil", template.heard, template.version,
  template.submitted_at AS "submittedAt", template.synced_at AS "syncedAt", template.created_at AS "createdAt",
  template.updated_at AS "updatedAt"`;
