import { useLanguage } from '../../../platform/pages/frame.ts';
import { signInMessages } from '../sign-in-messages.ts';

/** New recovery codes, shown this once, and where to go on. */
export function RecoveryCodesPage({ codes, onTo }: { codes: readonly string[]; onTo: string }) {
  const m = signInMessages[useLanguage()];
  return (
    <>
      <h1>{m.recoveryTitle}</h1>
      <p class="lead">{m.recoveryLead}</p>
      <ol class="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p>
        <a class="btn btn-primary" href={onTo}>
          {m.goOn}
        </a>
      </p>
    </>
  );
}
