import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import {
  CheckField,
  ChoiceField,
  DayField,
  FileField,
  HiddenField,
  SelectField,
  TextAreaField,
  TextField,
} from '../../../platform/pages/field.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { oneText } from '../../../platform/pages/one-text.ts';
import { appoint } from '../actions/appoint.ts';
import { listAppointments } from '../actions/list-appointments.ts';
import { listEntitiesToChoose } from '../actions/list-entities-to-choose.ts';
import { listPeople } from '../actions/list-people.ts';
import { messages } from '../messages.ts';
import { notices } from '../notices.ts';
import { bodiesAddress, crumbsTo } from './bodies-frame.tsx';
import { byPerson } from './body-forms.page.tsx';
import { ActFields, DocumentField, formRoutes } from './form-frame.tsx';

/** First the office, then the form with what the agreement wants for it. */
const [formPage, formSent] = formRoutes({
  path: '/:association/organi/nomine/nuova',
  needs: appoint,
  example: { '?': 'carica=head' },
  page: async (request) => {
    const { language } = request;
    const m = messages[language];
    const { offices } = await request.perform(listAppointments, {});
    const wanted = oneText(request.query.carica) ?? oneText(request.form.office);
    const office = offices.find(({ id }) => id === wanted);
    const { items: people } = await request.perform(listPeople, {});
    const { items: entities } = await request.perform(listEntitiesToChoose, {});
    const other = office === undefined;
    return {
      title: office ? `${m.appointTitle}: ${office.name[language]}` : m.appointTitle,
      ...(office?.appointedBy ? { intro: office.appointedBy[language] } : {}),
      back: bodiesAddress(request, 'nomine'),
      crumbs: [...crumbsTo(request), { title: m.appointments, href: bodiesAddress(request, 'nomine') }],
      values: { since: request.now.today },
      fields: (
        <>
          {office ? (
            <HiddenField name="office" value={office.id} />
          ) : (
            <>
              <TextField name="name" label={m.otherOfficeTitle} />
              <TextField name="nameEnglish" label={m.nameEnglish} optional />
              <TextField name="office" label={m.code} hint={m.codeHint} width="medium" spellcheck={false} />
            </>
          )}
          {(other || office.per === 'entity') && (
            <SelectField
              name="entity"
              label={m.entity}
              width="full"
              optional={other}
              choices={[
                ...(other ? [{ value: '', label: m.noEntity }] : []),
                ...entities.map(({ code, name }) => ({ value: code, label: name })),
              ]}
            />
          )}
          <SelectField name="person" label={m.person} width="full" choices={byPerson(people, language)} />
          {(other || office.deputy) && <CheckField name="deputy" label={m.deputyLabel} />}
          <DayField name="since" label={m.firstDay} />
          <DayField name="until" label={m.lastDay} hint={m.lastDayHint} optional />
          <ActFields dayNeeded />
          <DocumentField />
          {office?.papers.map(({ id, title }) => (
            <FileField
              key={id}
              name={`papers.${id}`}
              label={title[language]}
              hint={m.documentHint}
              accept=".pdf,.p7m,application/pdf"
            />
          ))}
          {office && office.powers.length > 0 && (
            <ChoiceField
              name="powers"
              label={m.powers}
              hint={m.powersHint}
              several
              optional
              choices={office.powers.map(({ id, title }) => ({ value: id, label: title[language] }))}
            />
          )}
          <CheckField name="provisional" label={m.provisionalLabel} />
          <TextAreaField name="note" label={m.note} rows={3} optional />
        </>
      ),
    };
  },
  input: () => ({}),
  after: (request) => ({ to: bodiesAddress(request, 'nomine'), notice: notices.appointed }),
});

/** Which office it is for, where the address does not say it. */
export const appointmentFormPage: PageRoute = {
  ...formPage,
  answer: async (request) =>
    oneText(request.query.carica) === undefined ? chooseOffice(request) : formPage.answer(request),
};
export const appointmentForm = formSent;

async function chooseOffice(request: PageRequest): Promise<PageReply> {
  const { offices } = await request.perform(listAppointments, {});
  const own = request.actor.role === 'MAY';
  return {
    kind: 'page',
    title: messages[request.language].appointTitle,
    crumbs: [
      ...crumbsTo(request),
      { title: messages[request.language].appointments, href: bodiesAddress(request, 'nomine') },
    ],
    body: <ChooseOffice offices={offices.filter(({ per }) => !own || per === 'entity')} other={!own} />,
  };
}

export function ChooseOffice({
  offices,
  other,
}: {
  offices: readonly { readonly id: string; readonly name: { readonly it: string; readonly en: string } }[];
  other: boolean;
}) {
  const language = useLanguage();
  const m = messages[language];
  const { association } = useFrame();
  const address = bodiesAddress({ association }, 'nomine', 'nuova');
  return (
    <>
      <h1>{m.appointTitle}</h1>
      <p>{m.chooseOffice}</p>
      <ul>
        {offices.map(({ id, name }) => (
          <li key={id}>
            <a href={`${address}?carica=${encodeURIComponent(id)}`}>{name[language]}</a>
          </li>
        ))}
        {other && (
          <li>
            <a href={`${address}?carica=altra`}>{m.otherOffice}</a>
          </li>
        )}
      </ul>
    </>
  );
}
