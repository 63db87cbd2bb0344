/** The mark of the product: a core with its ports. */
export function Logo() {
  return (
    <span className="flex size-6 items-center justify-center rounded-sm bg-primary text-primary-foreground">
      <svg
        viewBox="0 0 24 24"
        width="15"
        height="15"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        aria-hidden
      >
        <rect x="6" y="6" width="12" height="12" rx="3" />
        <circle cx="12" cy="12" r="2" fill="currentColor" stroke="none" />
        <path d="M9 3v3M15 3v3M9 18v3M15 18v3M3 9h3M3 15h3M18 9h3M18 15h3" strokeLinecap="round" />
      </svg>
    </span>
  );
}
