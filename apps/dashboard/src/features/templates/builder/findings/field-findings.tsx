'use client';

import type { Finding } from './findings';
import { FindingLine } from './finding-line';

/** What the rules say of a field, below it. The same sentence twice is said once. */
export function FieldFindings({ id, findings }: { id?: string; findings: readonly Finding[] }) {
  const once = [...new Map(findings.map((finding) => [finding.rule + finding.message, finding])).values()];
  if (once.length === 0) return null;
  return (
    <div id={id} className="mt-1.5 flex flex-col gap-1.5">
      {once.map((finding) => (
        <FindingLine key={`${finding.rule} ${finding.pointer}`} finding={finding} />
      ))}
    </div>
  );
}
