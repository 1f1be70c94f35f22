import type { ComponentChildren } from 'preact';
import type { z } from 'zod';
import { type Day, showDay } from '../../../kernel/day.ts';
import { enumerate } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { addressWith } from '../../../platform/pages/address.ts';
import { DataTable } from '../../../platform/pages/data-table.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { SourceLink } from '../../../platform/pages/source-link.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { type SheetFormat, sheetFile, sheetFormats } from '../../../platform/sheets/sheet-file.ts';
import { delegateSeat } from '../actions/delegate-seat.ts';
import { fillSeat } from '../actions/fill-seat.ts';
import { showBody } from '../actions/show-body.ts';
import { registrars } from '../actions/who.ts';
import { messages } from '../messages.ts';
import { formTitles, natureTitles, roleNames, vacancyTitles } from '../vocabulary.ts';
import { actText, bodiesAddress, crumbsTo, DocumentLink, Period } from './bodies-frame.tsx';
import { seatsSheet } from './seats-sheet.ts';

export type BodyView = z.output<typeof showBody.output>;
export type SeatView = BodyView['seats'][number];

/** What the reader may do with a body: everything, or for one entity only. */
type Rights = {
  readonly keeps: boolean;
  readonly delegates: boolean;
  /** Registers the delegations of others too. */
  readonly registers: boolean;
  readonly entity: string | null;
  readonly person: string | null;
};

type Chosen = {
  readonly asOf: string | undefined;
  readonly words: string | undefined;
  readonly state: string | undefined;
};

export const bodyPage: PageRoute = {
  method: 'GET',
  path: '/:association/organi/:organo',
  example: { organo: 'giunta' },
  answer: async (request) => {
    const chosen = chosenOf(request);
    const body = await bodyOf(request, chosen.asOf);
    return {
      kind: 'page',
      title: body.name[request.language],
      crumbs: crumbsTo(request),
      scope: 'association',
      body: <BodyPage body={body} chosen={chosen} may={rightsOf(request)} />,
    };
  },
};

/** The seats that are filtered, as a file. */
export const seatsExport: PageRoute = {
  method: 'GET',
  path: '/:association/organi/:organo/esporta',
  example: { organo: 'giunta', '?': 'formato=csv' },
  answer: async (request): Promise<PageReply> => {
    const wanted = oneText(request.query.formato) as SheetFormat | undefined;
    const format = wanted && sheetFormats.includes(wanted) ? wanted : 'ods';
    const chosen = chosenOf(request);
    const body = await bodyOf(request, chosen.asOf);
    const sheet = seatsSheet(body, shownSeats(body, chosen), request.language);
    const about = { title: sheet.title, author: request.association!.name, language: request.language };
    return { kind: 'file', ...(await sheetFile(format, `${body.id}-${body.on}`, [sheet], about)) };
  },
};

export function bodyOf(request: PageRequest, on?: string): Promise<BodyView> {
  return request.perform(showBody, { body: request.params.organo!, ...(on === undefined ? {} : { on }) });
}

function chosenOf({ query }: PageRequest): Chosen {
  return { asOf: oneText(query.al), words: oneText(query.q), state: oneText(query.stato) };
}

function rightsOf(request: PageRequest): Rights {
  const { role } = request.actor;
  return {
    keeps: request.may(fillSeat),
    delegates: request.may(delegateSeat),
    registers: request.may(fillSeat) && (role === null || registrars.includes(role)),
    entity: request.actor.entity,
    person: request.actor.person,
  };
}

function shownSeats(body: BodyView, { words, state }: Chosen): SeatView[] {
  const wanted = words?.toLocaleLowerCase('it');
  return body.seats.filter(
    (seat) =>
      (state !== 'vacanti' || seat.vacancy !== null) &&
      (state !== 'coperti' || seat.vacancy === null) &&
      (wanted === undefined ||
        [seat.title.it, seat.title.en, seat.entity?.name, seat.holder?.name, seat.delegate?.name].some((text) =>
          text?.toLocaleLowerCase('it').includes(wanted),
        )),
  );
}

export function BodyPage({ body, chosen, may }: { body: BodyView; chosen: Chosen; may: Rights }) {
  const language = useLanguage();
  const m = messages[language];
  const { association } = useFrame();
  const base = bodiesAddress({ association }, body.id);
  const now: Rights = chosen.asOf === undefined ? may : { ...may, keeps: false, delegates: false, registers: false };
  const empty = body.seats.length === 0;
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{body.name[language]}</h1>
          <p>
            <StatusChip>{natureTitles[body.nature][language]}</StatusChip>{' '}
            {body.source && <SourceLink source={body.source} />}
            {!body.foreseen && ` · ${m.notForeseen}`}
            {body.act && ` · ${m.byAct(actText(body.act, language))}`}
          </p>
          {body.about && <p>{body.about}</p>}
          {chosen.asOf !== undefined && (
            <p>
              {m.wasOn(showDay(body.on as Day, language))} <a href={base}>{m.today}</a>
            </p>
          )}
        </div>
        {now.keeps && body.rules.ownSeats && (
          <div class="page-actions">
            <a class="btn btn-primary" href={`${base}/posti`}>
              {m.addSeat}
            </a>
          </div>
        )}
      </div>
      <Seats body={body} chosen={chosen} may={now} base={base} isEmpty={empty} />
      <Roles body={body} may={now} base={base} />
      {(body.rules.candidates || body.candidates.length > 0) && <Candidates body={body} may={now} base={base} />}
      <Delegations body={body} may={now} base={base} />
      <Guests body={body} may={now} base={base} />
      {now.keeps && body.act && (
        <p>
          <a href={`${base}/fine/organo/${body.id}`}>{m.closeBody}</a>
        </p>
      )}
    </>
  );
}

type Part = { readonly body: BodyView; readonly may: Rights; readonly base: string };

function Seats({ body, chosen, may, base, isEmpty }: Part & { chosen: Chosen; isEmpty: boolean }) {
  const language = useLanguage();
  const m = messages[language];
  const { url } = useFrame();
  const rows = shownSeats(body, chosen);
  const search = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  const value = (text: string | undefined) => (text === undefined ? {} : { value: text });
  return (
    <ListPage
      caption={m.seats}
      filters={[
        { kind: 'text', name: 'q', label: m.search, ...value(chosen.words) },
        {
          kind: 'choice',
          name: 'stato',
          label: m.state,
          choices: [
            { value: 'vacanti', label: m.vacantOnly },
            { value: 'coperti', label: m.filledOnly },
          ],
          ...value(chosen.state),
        },
        { kind: 'day', name: 'al', label: m.asOf, ...value(chosen.asOf) },
      ]}
      rows={rows}
      rowKey={(seat) => seat.seat}
      count={rows.length}
      exports={sheetFormats.map((format) => ({
        title: m.exportAs(format.toUpperCase()),
        href: addressWith(`${base}/esporta${search}`, { formato: format }),
      }))}
      empty={
        <EmptyState title={isEmpty ? m.noSeatsYet : m.noSeats}>
          {isEmpty && (
            <p>
              {m.noSeatsHelp} {may.keeps && <a href={`${base}/posti`}>{m.addSeat}</a>}
            </p>
          )}
        </EmptyState>
      }
      columns={[
        {
          key: 'seat',
          title: m.seat,
          names: true,
          cell: (seat) => (
            <>
              {seat.title[language]} {seat.chair && <StatusChip tone="good">{m.presides}</StatusChip>}
              {!seat.votes && <StatusChip>{m.noVote}</StatusChip>}
            </>
          ),
        },
        {
          key: 'holder',
          title: m.holder,
          cell: (seat) =>
            seat.holder ? (
              <>
                {seat.holder.name}
                {seat.delegate && (
                  <div class="muted">
                    {m.delegate}: {seat.delegate.name} ({formTitles[seat.delegate.form][language]})
                  </div>
                )}
              </>
            ) : (
              <StatusChip tone="attention">{vacancyTitles[seat.vacancy ?? 'nobody'][language]}</StatusChip>
            ),
        },
        { key: 'since', title: m.since, cell: (seat) => seat.holder && <Period {...seat.holder} /> },
        {
          key: 'act',
          title: m.act,
          cell: (seat) =>
            seat.holder && (
              <>
                {actText(seat.holder.act, language)}
                {seat.holder.document && (
                  <div>
                    <DocumentLink document={seat.holder.document} />
                  </div>
                )}
              </>
            ),
        },
        ...(may.keeps || may.delegates
          ? [
              {
                key: 'acts',
                title: <span class="visually-hidden">{m.acts}</span>,
                cell: (seat: SeatView) => <SeatActs seat={seat} body={body} may={may} base={base} />,
              },
            ]
          : []),
      ]}
    />
  );
}

function SeatActs({ seat, body, may, base }: Part & { seat: SeatView }) {
  const m = messages[useLanguage()];
  const language = useLanguage();
  const at = `${base}/posti/${encodeURIComponent(seat.seat)}`;
  const own = may.entity !== null && seat.entity?.code === may.entity;
  const holds = seat.holder !== null && seat.holder.person === may.person;
  const acts: { href: string; title: string }[] = [];
  if (may.keeps && seat.filled === 'by-act') {
    acts.push({ href: `${at}/nomina`, title: seat.holder ? m.doReplace : m.doFill });
    if (body.rules.ownSeats)
      acts.push({ href: `${base}/fine/seggio/${encodeURIComponent(seat.seat)}`, title: m.doRemove });
    if (seat.holder?.holding) acts.push({ href: `${base}/fine/posto/${seat.holder.holding}`, title: m.doVacate });
  }
  if (
    body.rules.delegations !== 'none' &&
    seat.holder &&
    (may.registers || (may.delegates && holds && (own || may.keeps)))
  )
    acts.push({ href: `${at}/delega`, title: m.doDelegate });
  if (body.rules.candidates && seat.filled === 'by-act' && may.delegates)
    acts.push({ href: `${at}/candidatura`, title: m.doPropose });
  return <Acts acts={acts} about={seat.title[language]} />;
}

/** Links of a row; each says to a screen reader what it is about. */
function Acts({ acts, about }: { acts: readonly { href: string; title: string }[]; about: string }) {
  const m = messages[useLanguage()];
  return (
    <>
      {acts.map(({ href, title }, place) => (
        <span key={href}>
          {place > 0 && ' · '}
          <a href={href}>
            {title}
            <span class="visually-hidden">{m.about(about)}</span>
          </a>
        </span>
      ))}
    </>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

function Roles({ body, may, base }: Part) {
  const language = useLanguage();
  const m = messages[language];
  const rule = { lead: m.chairByLead, office: m.chairByOffice, elected: m.chairElected }[body.rules.chair];
  return (
    <Section id="presidenza" title={m.roles}>
      <p class="muted">
        {rule} {body.rules.secretary === 'lead-staff' && m.secretaryOfLead}
      </p>
      {body.chair ? (
        <p>
          <strong>{roleNames.chair[language]}:</strong> {body.chair.name}
        </p>
      ) : (
        <p>{m.noChair}</p>
      )}
      {body.roles.length > 0 && (
        <DataTable
          caption={m.roles}
          captionHidden
          dense
          rows={body.roles}
          rowKey={(role) => role.id}
          columns={[
            { key: 'role', title: m.roleOf, cell: (role) => roleNames[role.role][language] },
            {
              key: 'person',
              title: m.person,
              names: true,
              cell: (role) => (
                <>
                  {role.name} {!role.counts && <StatusChip tone="attention">{m.roleDoesNotCount}</StatusChip>}
                </>
              ),
            },
            { key: 'since', title: m.since, cell: (role) => <Period {...role} /> },
            {
              key: 'act',
              title: m.act,
              cell: (role) => (
                <>
                  {actText(role.act, language)} <DocumentLink document={role.document} />
                </>
              ),
            },
            ...(may.keeps
              ? [
                  {
                    key: 'acts',
                    title: <span class="visually-hidden">{m.acts}</span>,
                    cell: (role: BodyView['roles'][number]) => (
                      <Acts
                        acts={[{ href: `${base}/fine/incarico/${role.id}`, title: m.doEnd }]}
                        about={`${roleNames[role.role][language]}, ${role.name}`}
                      />
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {may.keeps && (
        <p>
          <a href={`${base}/incarichi`}>{m.chooseRole}</a>
        </p>
      )}
    </Section>
  );
}

function Candidates({ body, may, base }: Part) {
  const language = useLanguage();
  const m = messages[language];
  const seatTitle = (id: string) => body.seats.find(({ seat }) => seat === id)?.title[language] ?? id;
  return (
    <Section id="candidature" title={m.candidates}>
      {body.candidates.length === 0 ? (
        <p>{m.noCandidates}</p>
      ) : (
        <DataTable
          caption={m.candidates}
          captionHidden
          dense
          rows={body.candidates}
          rowKey={(one) => one.id}
          columns={[
            { key: 'person', title: m.person, names: true, cell: (one) => one.name },
            { key: 'entity', title: m.entity, cell: (one) => one.entity.name },
            { key: 'seat', title: m.seat, cell: (one) => seatTitle(one.seat) },
            {
              key: 'proposed',
              title: m.proposed,
              cell: (one) => (
                <>
                  <time dateTime={one.proposed}>{showDay(one.proposed as Day, language)}</time>
                  {one.act.act && ` · ${actText(one.act, language)}`} <DocumentLink document={one.document} />
                </>
              ),
            },
            {
              key: 'acts',
              title: <span class="visually-hidden">{m.acts}</span>,
              cell: (one) =>
                one.appointed ? (
                  <StatusChip tone="good">{m.candidateAppointed}</StatusChip>
                ) : (
                  <Acts
                    about={one.name}
                    acts={[
                      ...(may.keeps
                        ? [
                            {
                              href: `${base}/posti/${encodeURIComponent(one.seat)}/nomina?incarico=${one.post}`,
                              title: m.doFill,
                            },
                          ]
                        : []),
                      ...(may.keeps || (may.delegates && one.entity.code === may.entity)
                        ? [{ href: `${base}/fine/candidatura/${one.id}`, title: m.doWithdraw }]
                        : []),
                    ]}
                  />
                ),
            },
          ]}
        />
      )}
    </Section>
  );
}

function Delegations({ body, may, base }: Part) {
  const language = useLanguage();
  const m = messages[language];
  const { rules } = body;
  const seat = (id: string) => body.seats.find((one) => one.seat === id);
  return (
    <Section id="deleghe" title={m.delegations}>
      <p class="muted">
        {rules.delegations === 'none' ? m.delegationsNone : m.delegationRule(rules.perPerson)}{' '}
        {rules.mandate && <SourceLink source={rules.mandate} />}
      </p>
      {body.delegations.length === 0 ? (
        rules.delegations !== 'none' && <p>{m.noDelegations}</p>
      ) : (
        <DataTable
          caption={m.delegations}
          captionHidden
          dense
          rows={body.delegations.toReversed()}
          rowKey={(one) => one.id}
          columns={[
            { key: 'delegate', title: m.delegate, names: true, cell: (one) => one.delegate.name },
            {
              key: 'giver',
              title: m.given,
              cell: (one) => `${one.giver.name}, ${seat(one.seat)?.title[language] ?? one.seat}`,
            },
            { key: 'form', title: m.form, cell: (one) => formTitles[one.form][language] },
            { key: 'period', title: m.since, cell: (one) => <Period {...one} /> },
            {
              key: 'state',
              title: m.state,
              cell: (one) => (
                <StatusChip tone={one.inForce ? 'good' : 'neutral'}>
                  {one.inForce
                    ? m.inForce
                    : one.revoked
                      ? m.revokedOn(showDay(one.revoked as Day, language))
                      : m.notInForce}
                </StatusChip>
              ),
            },
            { key: 'document', title: m.document, cell: (one) => <DocumentLink document={one.document} /> },
            {
              key: 'acts',
              title: <span class="visually-hidden">{m.acts}</span>,
              cell: (one) =>
                one.revoked === null &&
                (may.keeps || (may.delegates && seat(one.seat)?.entity?.code === may.entity)) && (
                  <Acts
                    acts={[{ href: `${base}/fine/delega/${one.id}`, title: m.doRevoke }]}
                    about={one.delegate.name}
                  />
                ),
            },
          ]}
        />
      )}
    </Section>
  );
}

function Guests({ body, may, base }: Part) {
  const language = useLanguage();
  const m = messages[language];
  const group = (id: string | null) => body.guestGroups.find((one) => one.id === id)?.title[language] ?? m.otherGuest;
  if (body.guests.length === 0 && body.guestGroups.length === 0 && !may.keeps) return null;
  return (
    <Section id="invitati" title={m.guests}>
      {body.guestGroups.length > 0 && (
        <p class="muted">
          {m.guestGroups(
            enumerate(
              body.guestGroups.map(({ title }) => title[language]),
              language,
            ),
          )}
        </p>
      )}
      {body.guests.length === 0 ? (
        <p>{m.noGuests}</p>
      ) : (
        <DataTable
          caption={m.guests}
          captionHidden
          dense
          rows={body.guests}
          rowKey={(guest) => guest.id}
          columns={[
            { key: 'name', title: m.name, names: true, cell: (guest) => guest.name },
            { key: 'group', title: m.group, cell: (guest) => group(guest.group) },
            { key: 'address', title: m.address, cell: (guest) => guest.address },
            { key: 'proposed', title: m.proposedBy, cell: (guest) => guest.proposedBy?.name ?? '' },
            ...(may.keeps
              ? [
                  {
                    key: 'acts',
                    title: <span class="visually-hidden">{m.acts}</span>,
                    cell: (guest: BodyView['guests'][number]) => (
                      <Acts acts={[{ href: `${base}/fine/invitato/${guest.id}`, title: m.doEnd }]} about={guest.name} />
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {may.keeps && (
        <p>
          <a href={`${base}/invitati`}>{m.addGuest}</a>
        </p>
      )}
    </Section>
  );
}
