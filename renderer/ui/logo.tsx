/** Draws the mark: a house whose round window is a film reel. Decoration; the name stands beside it. */
export function Logo({ className }: { readonly className?: string | undefined }) {
  return (
    <svg viewBox="0 0 48 48" className={className} aria-hidden>
      <path
        d="M21.2 4.6 a4.2 4.2 0 0 1 5.6 0 L42 18 a4 4 0 0 1 1.4 3 V39 a5 5 0 0 1-5 5 H9.6 a5 5 0 0 1-5-5 V21 a4 4 0 0 1 1.4-3Z"
        fill="var(--accent)"
      />
      <circle cx="24" cy="27.5" r="11.5" fill="var(--on-accent)" />
      <circle cx="24" cy="27.5" r="2" fill="var(--accent)" />
      {[0, 72, 144, 216, 288].map((angle) => (
        <circle key={angle} cx="24" cy="20.8" r="2.9" fill="var(--accent)" transform={`rotate(${angle} 24 27.5)`} />
      ))}
    </svg>
  );
}
