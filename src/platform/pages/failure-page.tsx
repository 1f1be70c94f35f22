import type { Failure } from '../server/failure.ts';
import { fieldId } from './form.tsx';
import { useFrame } from './frame.ts';
import { messages } from './messages.ts';
import { RefusalNotice } from './notice.tsx';

/** Says what went wrong and where to go from here; never how it looks inside. */
export function FailurePage({ failure }: { failure: Failure }) {
  const { language, association, actor, url } = useFrame();
  const m = messages[language];
  return (
    <>
      <h1>{failure.title[language]}</h1>
      {failure.detail && <p class="lead">{failure.detail[language]}</p>}
      {failure.problems.length > 0 && (
        <div class="error-summary" role="alert">
          <h2>{m.errorSummary}</h2>
          <ul>
            {failure.problems.map((problem) => (
              <li key={fieldId(problem.path)}>
                {problem.path && <code>{problem.path}</code>} {problem.says[language]}
              </li>
            ))}
          </ul>
        </div>
      )}
      {failure.refusals.map((refusal) => (
        <RefusalNotice key={refusal.code} refusal={refusal} />
      ))}
      {failure.reference && (
        <p>
          {m.reference}: <strong>{failure.reference}</strong>
        </p>
      )}
      <p class="page-actions">
        <a class="btn btn-outline-primary" href={association ? `/${association.id}` : '/'}>
          {m.backHome}
        </a>
        {actor.kind === 'anonymous' && (
          <a class="btn btn-primary" href={`/accedi?torna=${encodeURIComponent(url)}`} hx-boost="false">
            {m.signIn}
          </a>
        )}
      </p>
    </>
  );
}
