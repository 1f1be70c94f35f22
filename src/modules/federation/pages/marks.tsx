/** A person's outline in a circle, beside «Entra con SPID». Decorative: the words say it. */
export function SpidMark() {
  return (
    <svg class="public-identity-mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <circle cx="12" cy="12" r="11" fill="none" stroke="currentColor" stroke-width="1.5" />
      <circle cx="12" cy="9" r="3.5" fill="currentColor" />
      <path d="M5.5 18.5c0-3.6 2.9-5.5 6.5-5.5s6.5 1.9 6.5 5.5z" fill="currentColor" />
    </svg>
  );
}

/** A card with its chip, beside «Entra con CIE». Decorative: the words say it. */
export function CieMark() {
  return (
    <svg class="public-identity-mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <rect x="1.5" y="4.5" width="21" height="15" rx="2" fill="none" stroke="currentColor" stroke-width="1.5" />
      <rect x="4.5" y="9" width="5" height="4" rx="0.8" fill="currentColor" />
      <path d="M12.5 9.5h7M12.5 12.5h7M4.5 16h15" stroke="currentColor" stroke-width="1.5" />
    </svg>
  );
}
