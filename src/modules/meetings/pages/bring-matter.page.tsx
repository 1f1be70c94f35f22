import type { z } from 'zod';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { SelectField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { oneText } from '../../../platform/pages/one-text.ts';
import { listMatters } from '../actions/list-matters.ts';
import { listMeetings } from '../actions/list-meetings.ts';
import { addItem } from '../actions/set-agenda.ts';
import { messages } from '../messages.ts';
import { ItemFields, itemGiven, type Matters } from './item-form.page.tsx';
import { backTo, crumbsTo, organiHref, said, timeText } from './meetings-frame.tsx';

type Sittings = z.output<typeof listMeetings.output>['items'];

const path = '/:association/organi/sedute/punto';

/**
 * What waits for a decision, brought to the agenda of a sitting that is being prepared: `?materia=` and `?oggetto=` say what,
 * `?organo=` of which body, where only one decides it.
 */
export const bringMatterPage: PageRoute = {
  method: 'GET',
  path,
  needs: addItem,
  example: { '?': 'materia=organisation&oggetto=1' },
  answer: (request) => page(request),
};

export const bringMatterForm: PageRoute = {
  method: 'POST',
  path,
  needs: addItem,
  answer: async (request) => {
    const { meeting, ...item } = itemGiven(request);
    const number = Number(oneText(request.form.meeting)) || undefined;
    const attempt = await request.attempt(addItem, { ...item, meeting: number });
    if (!attempt.ok) return page(request, returnedForm(request, attempt));
    return backTo(`${organiHref(request, 'sedute', number!)}#punto-${attempt.value.number}`, said('itemAdded'));
  },
};

async function page(request: PageRequest, failed?: FormState): Promise<PageReply> {
  const { materia = '', oggetto = '', organo } = request.query;
  const [matterId, subject, body] = [oneText(materia) ?? '', oneText(oggetto) ?? '', oneText(organo)];
  const { items: matters } = await request.perform(listMatters, {});
  const matter = matters.find(({ id }) => id === matterId);
  const waiting = matter?.waiting.find((one) => one.subject === subject);
  const { items } = await request.perform(listMeetings, { state: 'draft', limit: 500, ...(body ? { body } : {}) });
  const sittings = items.filter(({ advises }) => !advises);
  const { language } = request;
  const m = messages[language];
  const values = {
    title: waiting && matter ? `${capital(matter.title[language])}: ${waiting.title[language]}` : '',
    kind: 'adoption',
    what: `${matterId}#${subject}`,
    ...(sittings.length === 1 ? { meeting: String(sittings[0]!.number) } : {}),
  };
  return {
    kind: 'page',
    title: m.bringMatter,
    status: failed ? 422 : 200,
    crumbs: crumbsTo(request, 'meetings'),
    scope: 'association',
    body: (
      <BringMatterPage
        waits={waiting !== undefined || failed !== undefined}
        sittings={sittings}
        matters={matters}
        state={failed ?? freshForm(values)}
        base={organiHref(request, 'sedute')}
        newSitting={`${organiHref(request, 'sedute', 'nuova')}${body ? `?organo=${encodeURIComponent(body)}` : ''}`}
      />
    ),
  };
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

export function BringMatterPage({
  waits,
  sittings,
  matters,
  state,
  base,
  newSitting,
}: {
  /** Whether what was asked for waits for a decision. */
  waits: boolean;
  sittings: Sittings;
  matters: Matters;
  state: FormState;
  base: string;
  newSitting: string;
}) {
  const language = useLanguage();
  const m = messages[language];
  const called = ({ number, bodyName, title, firstCall }: Sittings[number]) =>
    [m.meeting(number), bodyName[language], title, firstCall && timeText(firstCall, language)]
      .filter(Boolean)
      .join(' · ');
  return (
    <>
      <h1>{m.bringMatter}</h1>
      {!waits ? (
        <EmptyState title={m.bringNothing}>
          <p>
            <a href={base}>{m.meetings}</a>
          </p>
        </EmptyState>
      ) : sittings.length === 0 ? (
        <EmptyState title={m.bringNoSitting}>
          <p>
            <a href={newSitting}>{m.newMeeting}</a>
          </p>
        </EmptyState>
      ) : (
        <Form state={state}>
          <SelectField
            name="meeting"
            label={m.bringTo}
            hint={m.bringToHint}
            width="full"
            choices={sittings.map((one) => ({ value: String(one.number), label: called(one) }))}
          />
          <ItemFields matters={matters} advises={false} />
          <FormActions submit={m.bringMatter}>
            <a href={newSitting}>{m.newMeeting}</a>
          </FormActions>
        </Form>
      )}
    </>
  );
}
