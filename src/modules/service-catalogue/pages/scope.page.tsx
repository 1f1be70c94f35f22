import type { z } from 'zod';
import type { PageRoute } from '../../../platform/page.ts';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { CheckField, SelectField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { freshForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { Notice, RefusalNotice } from '../../../platform/pages/notice.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { SourceLink } from '../../../platform/pages/source-link.tsx';
import { TraceView } from '../../../platform/pages/trace-view.tsx';
import { askScope } from '../actions/ask-scope.ts';
import { messages } from '../messages.ts';
import { categoryNames, outcomeNames, requestCategories } from '../vocabulary.ts';
import { CatalogueTabs, catalogueCrumbs, catalogueHref, partsFor, scopeFor } from './catalogue-frame.tsx';

type Answer = z.output<typeof askScope.output>;

/** One question: what is needed; one answer: who deals with it, by which article, and whom to ask. Open to anybody. */
export const scopePage: PageRoute = {
  method: 'GET',
  path: '/:association/assistenza/catalogo/che-cosa-serve',
  open: true,
  needs: askScope,
  example: { '?': 'cosa=consumable' },
  answer: async (request) => {
    const category = requestCategories.find((each) => each === oneText(request.query.cosa));
    const project = oneText(request.query.progetto)?.slice(0, 200) ?? '';
    const hosts = oneText(request.query.programmi) !== undefined;
    const attempt = await request.attempt(askScope, {
      category: category ?? 'pc',
      project,
      hostsManagementApplications: hosts,
    });
    const refusals = attempt.ok ? [] : attempt.refusals;
    const noTable = refusals.find(({ code }) => withoutTable.includes(code));
    const hasTable = noTable === undefined;
    const m = messages[request.language];
    return {
      kind: 'page',
      title: m.scopeTitle,
      crumbs: catalogueCrumbs(request, 'services'),
      scope: scopeFor(request),
      body: (
        <>
          <h1>{m.scopeTitle}</h1>
          <CatalogueTabs at="whatIsNeeded" parts={partsFor(request)} />
          {hasTable ? (
            <ScopeForm category={category} project={project} hosts={hosts} />
          ) : noTable.source ? (
            <Notice title={noTable.says[request.language]}>
              <p>
                <SourceLink source={noTable.source} />
              </p>
              {noTable.remedy && <p>{noTable.remedy[request.language]}</p>}
            </Notice>
          ) : (
            <EmptyState title={m.noScope}>
              <p>{m.noScopeRemedy}</p>
            </EmptyState>
          )}
          {category && attempt.ok && <ScopeAnswer answer={attempt.value} />}
          {category && hasTable && refusals.map((refusal) => <RefusalNotice key={refusal.code} refusal={refusal} />)}
        </>
      ),
    };
  },
};

const withoutTable = ['service-catalogue/no-scope', 'service-catalogue/only-listed'];

function ScopeForm({
  category,
  project,
  hosts,
}: {
  category: (typeof requestCategories)[number] | undefined;
  project: string;
  hosts: boolean;
}) {
  const { url } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  return (
    <>
      <p>{m.scopeIntro}</p>
      <Form method="get" action={`${url.split('?')[0]}#answer`} state={freshForm()}>
        <SelectField
          name="cosa"
          label={m.category}
          value={category}
          choices={requestCategories.map((value) => ({ value, label: categoryNames[value][language] }))}
        />
        <TextField name="progetto" label={m.project} hint={m.projectHint} value={project} optional />
        <CheckField name="programmi" label={m.hosts} checked={hosts} />
        <FormActions submit={m.scopeDo} />
      </Form>
    </>
  );
}

function ScopeAnswer({ answer }: { answer: Answer }) {
  const { association } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  const isOut = answer.outcome === 'out-of-scope';
  return (
    <section aria-labelledby="answer" aria-live="polite">
      <h2 id="answer">{outcomeNames[answer.outcome][language]}</h2>
      <Notice tone={isOut ? 'warning' : 'info'}>
        <p>
          {answer.says[language]} <a href={`/${association?.id}/convenzione/${answer.clause}`}>{answer.article}</a>
        </p>
        {answer.outcome !== 'in-scope' && (
          <p>
            <strong>{m.turnTo}:</strong> {answer.ask.length > 0 ? answer.ask.join(', ') : m.turnToReferent}
          </p>
        )}
      </Notice>
      {answer.services.length > 0 && !isOut && (
        <>
          <h3>{m.servicesForIt}</h3>
          <ul>
            {answer.services.map(({ code, name }) => (
              <li key={code}>
                <a href={catalogueHref(association?.id, 'services', `/servizi/${code}`)}>{name[language]}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{m.why}</h3>
      <TraceView trace={answer.explanation} open={1} />
    </section>
  );
}
