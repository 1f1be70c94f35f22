/** Tells a password manager whose password the form is about; nobody else meets it. */
export function UsernameField({ email }: { email: string }) {
  return (
    <input
      class="visually-hidden"
      type="text"
      autocomplete="username"
      value={email}
      readOnly
      tabIndex={-1}
      aria-hidden="true"
    />
  );
}
