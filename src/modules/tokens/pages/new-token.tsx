import type { Attempt, PageRequest } from '../../../platform/page.ts';
import { type FormState, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { messages } from '../messages.ts';
import { actsChosen } from './acts-fields.tsx';

/** A token as it is shown the only time. */
export function NewToken({ name, token, back }: { name: string; token: string; back: string }) {
  const m = messages[useLanguage()];
  return (
    <>
      <h1>{name}</h1>
      <Notice tone="success" title={m.shown} alert>
        <p>
          <code class="tokens-token">{token}</code>
        </p>
        <p>
          {m.shownHow} <code>Authorization: Bearer …</code>
        </p>
        <p>{m.shownWhere}</p>
      </Notice>
      <p>
        <a href={back}>{m.back}</a>
      </p>
    </>
  );
}

/** What was typed, with a problem about a single act shown where acts are chosen. */
export function returnedTokenForm(request: Pick<PageRequest, 'form'>, attempt: Attempt<unknown>): FormState {
  const form = returnedForm(request, attempt);
  const chosen = actsChosen(request.form);
  const problems = form.problems.map((problem) => {
    const index = /^actions\[(\d+)\]/.exec(problem.path)?.[1];
    if (index === undefined) return problem;
    const fromModules = /:(reads|all)$/.test(chosen[Number(index)] ?? '');
    return { ...problem, path: fromModules ? 'actions' : 'others' };
  });
  return { ...form, problems };
}
