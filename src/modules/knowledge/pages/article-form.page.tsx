import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { ChoiceField, SelectField, TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { proposeArticle } from '../actions/propose-article.ts';
import { readStatus } from '../actions/read-status.ts';
import { showArticle } from '../actions/show-article.ts';
import { changeArticle, writeArticle } from '../actions/write-article.ts';
import { messages } from '../messages.ts';
import { audiences } from '../vocabulary.ts';
import { articleCrumbs, articlesHref } from './knowledge-frame.ts';

type About = { readonly back: string; readonly title: string; readonly from?: string };

async function formPage(request: PageRequest, form: FormState, about: About, status = 200): Promise<PageReply> {
  const m = messages[request.language];
  const { services } = await request.perform(readStatus, {});
  const { back, title, from } = about;
  return {
    kind: 'page',
    status,
    title,
    crumbs: articleCrumbs(request),
    scope: 'association',
    body: (
      <>
        <h1>{title}</h1>
        {from && (
          <Notice tone="warning">
            <p>{m.fromRequest(from)}</p>
          </Notice>
        )}
        <Form state={form} wide>
          {form.values.latest !== undefined && <input type="hidden" name="latest" value={String(form.values.latest)} />}
          <TextField name="title" label={m.title} hint={m.titleHint} focus />
          <TextAreaField name="body" label={m.body} hint={m.bodyHint} rows={14} />
          <ChoiceField
            name="audience"
            label={m.audience}
            value="employees"
            choices={audiences.map((value) => ({ value, label: m[value] }))}
          />
          <SelectField
            name="service"
            label={m.service}
            optional
            choices={[
              { value: '', label: m.anyService },
              ...services.map(({ code, name }) => ({ value: code, label: name[request.language] })),
            ]}
          />
          <TextField name="words" label={m.words} hint={m.wordsHint} optional />
          <TextField name="titleEn" label={m.titleEn} optional />
          <TextAreaField name="bodyEn" label={m.bodyEn} rows={6} optional />
          <FormActions submit={m.save}>
            <a href={back}>{m.cancel}</a>
          </FormActions>
        </Form>
      </>
    ),
  };
}

/** An empty choice of a service is none. */
const given = ({ form }: PageRequest) => ({ ...form, service: oneText(form.service) ?? null });
const saved = text(messages.it.saved, messages.en.saved);
const newPath = '/:association/assistenza/articoli/nuovo';

function newAbout(request: PageRequest): About {
  const from = oneText(request.query.richiesta)?.replace('-', '/');
  const title = messages[request.language].newArticle;
  return { title, back: articlesHref(request.association!.id), ...(from ? { from } : {}) };
}

/** Writing an article: from nothing, or from a request that was solved (`?richiesta=2026-12`). */
export const newArticleRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: newPath,
    needs: writeArticle,
    answer: async (request) => {
      const ticket = oneText(request.query.richiesta);
      if (ticket === undefined) return formPage(request, freshForm(), newAbout(request));
      const { service, ...proposed } = await request.perform(proposeArticle, { ticket });
      return formPage(request, freshForm({ ...proposed, service: service ?? '' }), newAbout(request));
    },
  },
  {
    method: 'POST',
    path: newPath,
    needs: writeArticle,
    answer: async (request) => {
      const attempt = await request.attempt(writeArticle, given(request));
      if (!attempt.ok) return formPage(request, returnedForm(request, attempt), newAbout(request), 422);
      return { kind: 'redirect', to: articlesHref(request.association!.id, `/${attempt.value.id}`), notice: saved };
    },
  },
];

const changePath = '/:association/assistenza/articoli/:articolo/modifica';

function changeAbout(request: PageRequest): About {
  const back = articlesHref(request.association!.id, `/${request.params.articolo}`);
  return { title: messages[request.language].change, back };
}

/** Writing a new version. */
export const changeArticleRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: changePath,
    needs: changeArticle,
    answer: async (request) => {
      const article = request.params.articolo!;
      const { latest } = await request.perform(showArticle, { article });
      const { title, body, titleEn, bodyEn, words, audience, service } = await request.perform(showArticle, {
        article,
        version: latest,
      });
      const values = { title, body, titleEn, bodyEn, words, audience, service: service ?? '', latest: String(latest) };
      return formPage(request, freshForm(values), changeAbout(request));
    },
  },
  {
    method: 'POST',
    path: changePath,
    needs: changeArticle,
    answer: async (request) => {
      const { articolo } = request.params;
      const attempt = await request.attempt(changeArticle, { ...given(request), article: articolo });
      if (!attempt.ok) return formPage(request, returnedForm(request, attempt), changeAbout(request), 422);
      const to = articlesHref(request.association!.id, `/${articolo}?versione=${attempt.value.latest}`);
      return { kind: 'redirect', to, notice: saved };
    },
  },
];
