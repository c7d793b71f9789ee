/** The mark of Parley: two voices in one bubble. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <rect width="32" height="32" rx="9" fill="var(--accent)" />
      <path d="M9 8h10a6 6 0 0 1 0 12h-5l-5 4.5z" fill="var(--on-accent)" />
      <circle cx="14.5" cy="14" r="1.7" fill="var(--accent)" />
      <circle cx="19.5" cy="14" r="1.7" fill="var(--accent)" />
    </svg>
  );
}
