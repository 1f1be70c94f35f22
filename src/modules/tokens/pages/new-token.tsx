import type { Attempt, PageRequest } from '../../../platform/page.ts';
import { type ActGroup, ActList } from '../../../platform/pages/act-choice.tsx';
import { type FormState, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { messages } from '../messages.ts';

/** A token as it is shown the only time. */
export function NewToken({
  name,
  token,
  acts,
  back,
}: {
  name: string;
  token: string;
  acts: readonly ActGroup[];
  back: string;
}) {
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
      <h2>{m.mayDo}</h2>
      <ActList groups={acts} />
      <p>
        <a href={back}>{m.back}</a>
      </p>
    </>
  );
}

/** What was typed, with a problem about a single act shown where acts are chosen. */
export function returnedTokenForm(request: Pick<PageRequest, 'form'>, attempt: Attempt<unknown>): FormState {
  const form = returnedForm(request, attempt);
  const problems = form.problems.map((problem) =>
    problem.path.startsWith('actions') ? { ...problem, path: 'actions' } : problem,
  );
  return { ...form, problems };
}
