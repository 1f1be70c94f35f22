import type { z } from 'zod';
import { type Day, showDay } from '../../../kernel/day.ts';
import type { Language } from '../../../kernel/text.ts';
import type { PageRequest } from '../../../platform/page.ts';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import {
  CheckField,
  ChoiceField,
  DayField,
  SelectField,
  TextAreaField,
  TextField,
} from '../../../platform/pages/field.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { roles } from '../../../platform/role.ts';
import { addBody } from '../actions/add-body.ts';
import { addGuest } from '../actions/add-guest.ts';
import { addSeat } from '../actions/add-seat.ts';
import { chooseRole } from '../actions/choose-role.ts';
import { delegateSeat } from '../actions/delegate-seat.ts';
import { fillSeat } from '../actions/fill-seat.ts';
import { listEntitiesToChoose } from '../actions/list-entities-to-choose.ts';
import { listPeople } from '../actions/list-people.ts';
import { proposeCandidate } from '../actions/propose-candidate.ts';
import { messages } from '../messages.ts';
import { notices } from '../notices.ts';
import { roleNames } from '../vocabulary.ts';
import { bodiesAddress, crumbsTo } from './bodies-frame.tsx';
import { bodyOf } from './body.page.tsx';
import { ActFields, DocumentField, formRoutes } from './form-frame.tsx';

type Person = z.output<typeof listPeople.output>['items'][number];

/** The adding of a body. */
export const newBodyRoutes = formRoutes<{ body: string }>({
  path: '/:association/organi/nuovo',
  needs: addBody,
  page: async (request) => {
    const m = messages[request.language];
    return {
      title: m.newBodyTitle,
      intro: m.newBodyIntro,
      back: bodiesAddress(request),
      crumbs: crumbsTo(request),
      values: { nature: 'advises', since: request.now.today },
      fields: (
        <>
          <TextField name="name" label={m.name} />
          <TextField name="nameEnglish" label={m.nameEnglish} optional />
          <TextField name="body" label={m.code} hint={m.codeHint} width="medium" spellcheck={false} />
          <ChoiceField
            name="nature"
            label={m.nature}
            choices={[
              { value: 'advises', label: m.advisesLabel, hint: m.advisesHint },
              { value: 'decides', label: m.decidesLabel, hint: m.decidesHint },
            ]}
          />
          <TextAreaField name="about" label={m.purpose} rows={3} optional />
          <DayField name="since" label={m.firstDay} />
          <ActFields />
          <DocumentField optional />
        </>
      ),
    };
  },
  input: () => ({}),
  after: (request, { body }) => ({ to: bodiesAddress(request, body), notice: notices.bodyAdded }),
});

/** The adding of a seat where no text fixes them. */
export const newSeatRoutes = formRoutes({
  path: '/:association/organi/:organo/posti',
  needs: addSeat,
  page: async (request) => {
    const m = messages[request.language];
    const body = await bodyOf(request);
    const { items } = await request.perform(listEntitiesToChoose, {});
    return {
      title: m.newSeatTitle(body.name[request.language]),
      back: bodiesAddress(request, body.id),
      crumbs: crumbsTo(request, body),
      values: { since: request.now.today, votes: 'true' },
      fields: (
        <>
          <TextField name="title" label={m.seatTitle} />
          <TextField name="titleEnglish" label={m.seatTitleEnglish} optional />
          <SelectField
            name="entity"
            label={m.seatEntity}
            width="full"
            optional
            choices={[
              { value: '', label: m.noEntity },
              ...items.map(({ code, name }) => ({ value: code, label: name })),
            ]}
          />
          <CheckField name="votes" label={m.seatVotes} checked />
          <DayField name="since" label={m.firstDay} />
          <ActFields optional />
        </>
      ),
    };
  },
  input: (request) => ({ body: request.params.organo, votes: oneText(request.form.votes) ?? 'false' }),
  after: (request) => ({ to: bodiesAddress(request, request.params.organo!), notice: notices.seatAdded }),
});

/** The appointment of who fills a seat. */
export const fillSeatRoutes = formRoutes({
  path: '/:association/organi/:organo/posti/:posto/nomina',
  needs: fillSeat,
  page: async (request) => {
    const { language } = request;
    const m = messages[language];
    const { body, seat } = await seatOf(request);
    const { items } = await request.perform(listPeople, { body: body.id, seat: seat.seat });
    const chosen = oneText(request.query.incarico);
    return {
      title: m.fillTitle(seat.title[language]),
      ...(seat.holder ? { intro: m.fillNow(seat.holder.name, showDay(seat.holder.since as Day, language)) } : {}),
      back: bodiesAddress(request, body.id),
      crumbs: crumbsTo(request, body),
      values: { since: request.now.today, ...(chosen ? { post: chosen } : {}) },
      sendable: items.length > 0,
      fields:
        items.length === 0 ? (
          <EmptyState title={m.fillNobody}>
            <p>{m.fillNobodyHelp}</p>
          </EmptyState>
        ) : (
          <>
            <SelectField
              name="post"
              label={m.fillChoose}
              hint={m.fillHint}
              width="full"
              choices={byPost(items, language)}
            />
            <DayField name="since" label={m.firstDay} />
            <DayField name="until" label={m.lastDay} hint={m.lastDayHint} optional />
            <ActFields />
            <DocumentField optional />
          </>
        ),
    };
  },
  input: ({ params }) => ({ body: params.organo, seat: params.posto }),
  after: (request) => ({ to: bodiesAddress(request, request.params.organo!), notice: notices.filled }),
});

/** A delegation with its signed document. */
export const delegationRoutes = formRoutes({
  path: '/:association/organi/:organo/posti/:posto/delega',
  needs: delegateSeat,
  page: async (request) => {
    const { language } = request;
    const m = messages[language];
    const { body, seat } = await seatOf(request);
    const everybody = oneText(request.query.persone) === 'tutte' || seat.entity === null;
    const { items } = await request.perform(listPeople, { body: body.id, seat: seat.seat, as: 'delegate' });
    const people = items.filter(
      ({ person, entity }) => person !== seat.holder?.person && (everybody || entity?.code === seat.entity?.code),
    );
    const address = bodiesAddress(request, body.id, 'posti', seat.seat, 'delega');
    const { delegations } = body.rules;
    return {
      title: m.delegateTitle(seat.title[language]),
      intro: (
        <>
          {seat.holder && m.delegateIntro(seat.holder.name)}{' '}
          {seat.entity &&
            (everybody ? (
              <a href={address}>{m.delegateOwn}</a>
            ) : (
              <a href={`${address}?persone=tutte`}>{m.delegateAll}</a>
            ))}
        </>
      ),
      back: bodiesAddress(request, body.id),
      crumbs: crumbsTo(request, body),
      values: { kind: delegations === 'standing' ? 'standing' : 'sitting', since: request.now.today },
      sendable: people.length > 0,
      fields:
        people.length === 0 ? (
          <EmptyState title={m.delegateNobody}>
            <p>{m.delegateNobodyHelp}</p>
          </EmptyState>
        ) : (
          <>
            <SelectField
              name="delegate"
              label={m.delegateChoose}
              hint={m.delegateHint}
              width="full"
              choices={byPerson(people, language)}
            />
            <ChoiceField
              name="kind"
              label={m.form}
              choices={[
                ...(delegations === 'standing'
                  ? []
                  : [{ value: 'sitting', label: m.formSitting, hint: m.formSittingHint }]),
                ...(delegations === 'sitting'
                  ? []
                  : [{ value: 'standing', label: m.formStanding, hint: m.formStandingHint }]),
              ]}
            />
            <DayField name="since" label={m.delegationDay} />
            {delegations !== 'sitting' && <DayField name="until" label={m.delegationEnd} optional />}
            <DayField name="signed" label={m.signedOn} />
            <DocumentField label={m.signedDocument} />
          </>
        ),
    };
  },
  input: ({ params }) => ({ body: params.organo, seat: params.posto }),
  after: (request) => ({ to: bodiesAddress(request, request.params.organo!), notice: notices.delegated }),
});

/** A candidate for a seat. */
export const candidateRoutes = formRoutes({
  path: '/:association/organi/:organo/posti/:posto/candidatura',
  needs: proposeCandidate,
  page: async (request) => {
    const { language } = request;
    const m = messages[language];
    const { body, seat } = await seatOf(request);
    const { items } = await request.perform(listPeople, { body: body.id, seat: seat.seat });
    return {
      title: m.candidateTitle(seat.title[language]),
      back: bodiesAddress(request, body.id),
      crumbs: crumbsTo(request, body),
      values: { proposed: request.now.today },
      sendable: items.length > 0,
      fields:
        items.length === 0 ? (
          <EmptyState title={m.fillNobody}>
            <p>{m.fillNobodyHelp}</p>
          </EmptyState>
        ) : (
          <>
            <SelectField
              name="post"
              label={m.person}
              hint={m.fillHint}
              width="full"
              choices={byPost(items, language)}
            />
            <DayField name="proposed" label={m.proposed} hint={m.proposedHint} />
            <ActFields optional />
            <DocumentField optional />
          </>
        ),
    };
  },
  input: ({ params }) => ({ body: params.organo, seat: params.posto }),
  after: (request) => ({ to: bodiesAddress(request, request.params.organo!), notice: notices.proposed }),
});

/** Who presides, stands in, takes the minutes. */
export const roleRoutes = formRoutes({
  path: '/:association/organi/:organo/incarichi',
  needs: chooseRole,
  example: { organo: 'giunta' },
  page: async (request) => {
    const { language } = request;
    const m = messages[language];
    const body = await bodyOf(request);
    const { items } = await request.perform(listPeople, {});
    const members = new Set(body.seats.flatMap(({ holder }) => (holder ? [holder.person] : [])));
    const people = items.filter(
      ({ person, ofLead }) => members.has(person) || ofLead || body.rules.secretary === 'anyone',
    );
    return {
      title: m.roleTitle(body.name[language]),
      back: bodiesAddress(request, body.id),
      crumbs: crumbsTo(request, body),
      values: { since: request.now.today },
      fields: (
        <>
          <ChoiceField
            name="role"
            label={m.roleOf}
            choices={(['chair', 'vice-chair', 'secretary'] as const)
              .filter((role) => role !== 'chair' || body.rules.chair === 'elected')
              .map((role) => ({ value: role, label: roleNames[role][language] }))}
          />
          <SelectField name="person" label={m.person} width="full" choices={byPerson(people, language)} />
          <DayField name="since" label={m.firstDay} />
          <DayField name="until" label={m.lastDay} hint={m.lastDayHint} optional />
          <ActFields />
          <DocumentField optional />
        </>
      ),
    };
  },
  input: ({ params }) => ({ body: params.organo }),
  after: (request) => ({ to: bodiesAddress(request, request.params.organo!), notice: notices.chosen }),
});

/** A guest without vote. */
export const guestRoutes = formRoutes({
  path: '/:association/organi/:organo/invitati',
  needs: addGuest,
  example: { organo: 'giunta' },
  page: async (request) => {
    const { language } = request;
    const m = messages[language];
    const body = await bodyOf(request);
    const members = body.seats.flatMap(({ holder }) => (holder ? [holder] : []));
    return {
      title: m.guestTitle(body.name[language]),
      back: bodiesAddress(request, body.id),
      crumbs: crumbsTo(request, body),
      values: { since: request.now.today },
      fields: (
        <>
          <TextField name="name" label={m.guestName} />
          {body.guestGroups.length > 0 && (
            <SelectField
              name="group"
              label={m.group}
              optional
              choices={[
                { value: '', label: m.otherGuest },
                ...body.guestGroups.map(({ id, title }) => ({ value: id, label: title[language] })),
              ]}
            />
          )}
          <TextField name="address" label={m.address} type="email" optional />
          {members.length > 0 && (
            <SelectField
              name="proposedBy"
              label={m.proposedBy}
              width="full"
              optional={!body.guestsNeedProposer}
              choices={[
                ...(body.guestsNeedProposer ? [] : [{ value: '', label: '–' }]),
                ...members.map(({ person, name }) => ({ value: person, label: name })),
              ]}
            />
          )}
          <DayField name="since" label={m.firstDay} />
          <DayField name="until" label={m.lastDay} optional />
        </>
      ),
    };
  },
  input: ({ params }) => ({ body: params.organo }),
  after: (request) => ({ to: bodiesAddress(request, request.params.organo!), notice: notices.guestAdded }),
});

/** The body and the seat of the address; an unknown seat is answered as the action would. */
async function seatOf(request: PageRequest) {
  const body = await bodyOf(request);
  const seat = body.seats.find(({ seat: id }) => id === request.params.posto);
  if (seat) return { body, seat };
  // An empty part of an address would ask for nobody's seat in particular.
  await request.perform(listPeople, { body: body.id, seat: request.params.posto || '-' });
  throw new Error('a seat that the body does not show was found');
}

function label({ name, role, entity }: Person, language: Language): string {
  const post = roles[role as keyof typeof roles][language];
  return `${name} — ${post}${entity ? `, ${entity.name}` : ''}`;
}

const byPost = (people: readonly Person[], language: Language) =>
  people.map((one) => ({ value: one.post, label: label(one, language) }));

/** Each person once, with the first of the posts. */
export function byPerson(people: readonly Person[], language: Language) {
  const seen = new Set<string>();
  return people
    .filter(({ person }) => !seen.has(person) && seen.add(person))
    .map((one) => ({ value: one.person, label: label(one, language) }));
}
