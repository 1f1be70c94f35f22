import type { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { SelectField } from '../../../platform/pages/field.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { listLevels, nameLevelHolders } from '../actions/levels.ts';
import { listAssignees } from '../actions/list-assignees.ts';
import { clockMessages } from '../clock-messages.ts';
import { messages } from '../messages.ts';
import { asButton, type Level, levelNames, levels } from '../vocabulary.ts';
import { clockCrumbs, clockHref, formReply } from './clock-frame.tsx';
import { viewHref } from './queue-names.ts';

type Levels = z.output<typeof listLevels.output>['items'];
const path = '/:association/assistenza/livelli';

const slugs: Readonly<Record<Level, string>> = {
  first: 'primo',
  second: 'secondo',
  'project-manager': 'responsabile-del-progetto',
  supplier: 'fornitore',
  facilitator: 'facilitatore',
};

/** To which levels requests can be handed, by which article, and who is of each. */
export const levelsPage: PageRoute = {
  method: 'GET',
  path,
  needs: listLevels,
  answer: async (request) => {
    const { items } = await request.perform(listLevels, {});
    return {
      kind: 'page',
      title: messages[request.language].levels,
      crumbs: clockCrumbs(request),
      scope: 'association',
      body: <LevelsTable items={items} changes={request.may(nameLevelHolders)} />,
    };
  },
};

function LevelsTable({ items, changes }: { items: Levels; changes: boolean }) {
  const { association } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  const names = (people: readonly { readonly name: string }[]) => people.map(({ name }) => name).join(', ');
  return (
    <>
      <h1>{m.levels}</h1>
      <p>{m.levelsLead}</p>
      <DataTable
        caption={m.levels}
        captionHidden
        rows={items}
        rowKey={({ level }) => level}
        columns={[
          { key: 'level', title: m.level, names: true, cell: ({ level }) => asButton(levelNames[level][language]) },
          {
            key: 'who',
            title: m.levelWho,
            cell: ({ level, named, people }) => (
              <>
                {named.length > 0 ? (
                  names(named)
                ) : (
                  <span class="muted">{people.length > 0 ? m.levelAnyOf(names(people)) : m.nobodyYet}</span>
                )}
                {changes && (
                  <>
                    {' '}
                    <a href={`/${association!.id}/assistenza/livelli/${slugs[level]}`}>
                      {m.levelNameDo} <span class="visually-hidden">{levelNames[level][language]}</span>
                    </a>
                  </>
                )}
              </>
            ),
          },
          {
            key: 'clause',
            title: m.levelBy,
            cell: ({ clause, article }) =>
              clause === null ? (
                <span class="muted">{m.everyDesk}</span>
              ) : (
                <a href={`/${association!.id}/convenzione/${clause}`}>{article}</a>
              ),
          },
          {
            key: 'queue',
            title: m.levelQueue,
            cell: ({ level }) => (
              <a href={viewHref(association!.id, { state: 'open', level, order: 'due' })}>
                {m.anyOpen} <span class="visually-hidden">{levelNames[level][language]}</span>
              </a>
            ),
          },
        ]}
      />
    </>
  );
}

async function formOf(request: PageRequest, form: FormState): Promise<PageReply> {
  const m = messages[request.language];
  const level = levelIn(request);
  const found = (await request.perform(listLevels, {})).items.find((one) => one.level === level);
  // a level that the agreement has not is answered as the action answers it
  if (!found) return request.perform(nameLevelHolders, { level, people: [] }).then(() => formOf(request, form));
  const { items } = await request.perform(listAssignees, {});
  const choices = [{ value: '', label: m.nobodyNamed }, ...items.map(({ id, name }) => ({ value: id, label: name }))];
  const values = [0, 1].map((place) => found.named[place]?.id ?? '');
  const fields = (
    <>
      <SelectField
        name="first"
        label={m.levelFirst}
        hint={m.levelFirstHint}
        choices={choices}
        value={values[0]}
        optional
      />
      <SelectField name="second" label={m.levelSecond} choices={choices} value={values[1]} optional />
    </>
  );
  return formReply(request, {
    title: `${m.levelName}: ${levelNames[found.level][request.language]}`,
    intro: m.levelIntro,
    fields,
    form,
    place: 'livelli',
  });
}

const levelIn = ({ params }: PageRequest) => levels.find((one) => slugs[one] === params.livello) ?? 'first';

/** Names who a level is: one who receives, one who stands in. */
export const levelRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: `${path}/:livello`,
    needs: nameLevelHolders,
    example: { livello: 'secondo' },
    answer: (request) => formOf(request, freshForm()),
  },
  {
    method: 'POST',
    path: `${path}/:livello`,
    needs: nameLevelHolders,
    answer: async (request) => {
      const people = [request.form.first, request.form.second].filter((id) => id !== undefined && id !== '');
      const attempt = await request.attempt(nameLevelHolders, { level: levelIn(request), people });
      if (!attempt.ok) return formOf(request, returnedForm(request, attempt));
      return {
        kind: 'redirect',
        to: clockHref(request, 'livelli'),
        notice: text(clockMessages.it.levelSaved, clockMessages.en.levelSaved),
      };
    },
  },
];
