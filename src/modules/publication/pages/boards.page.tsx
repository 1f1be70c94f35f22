import type { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { HiddenField, SelectField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { oneText } from '../../../platform/pages/one-text.ts';
import { listEntities } from '../../membership/index.ts';
import { listBoards } from '../actions/list-boards.ts';
import { listNotices } from '../actions/list-notices.ts';
import { closeBoard, openBoard } from '../actions/open-board.ts';
import { messages } from '../messages.ts';
import { BoardTabs } from './board-tabs.tsx';
import { boardCrumbs } from './board-words.ts';

/** The boards of entities: which there are, to open and to close. */
export const boardsPage: PageRoute = {
  method: 'GET',
  path: '/:association/albo/enti',
  needs: listNotices,
  answer: async (request) => reply(request, freshForm()),
};

export const boardsForm: PageRoute = {
  method: 'POST',
  path: '/:association/albo/enti',
  needs: openBoard,
  answer: async (request) => {
    const { close, ...form } = request.form;
    const to = request.url;
    if (typeof close === 'string') {
      await request.perform(closeBoard, { entity: close, until: request.now.today });
      return { kind: 'redirect', to, notice: text(messages.it.closed, messages.en.closed) };
    }
    const attempt = await request.attempt(openBoard, form);
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), 422);
    return { kind: 'redirect', to, notice: text(messages.it.opened, messages.en.opened) };
  },
};

async function reply(request: PageRequest, form: FormState, status = 200): Promise<PageReply> {
  const { items } = await request.perform(listBoards, {});
  const mayOpen = request.may(openBoard);
  const { only } = await request.perform(listNotices, { limit: 1 });
  const mine = (entity: string) => only === null || only.entity === entity;
  const entities = mayOpen ? (await request.perform(listEntities, { limit: 10_000 })).items : [];
  const free = entities.filter(
    ({ code }) => mine(code) && !items.some((board) => board.entity === code && board.until === null),
  );
  const words = oneText(request.query.q)?.trim().toLocaleLowerCase('it') ?? '';
  return {
    kind: 'page',
    status,
    title: messages[request.language].boards,
    crumbs: boardCrumbs(request),
    scope: 'association',
    body: (
      <BoardsPage
        boards={items.filter(({ name }) => name.toLocaleLowerCase('it').includes(words))}
        filtered={words !== ''}
        closes={(entity) => mayOpen && mine(entity)}
        form={form}
        free={free.length > 0 ? free.map(({ code, name }) => ({ value: code, label: name })) : null}
      />
    ),
  };
}

export function BoardsPage({
  boards,
  filtered,
  closes,
  free,
  form,
}: {
  boards: z.output<typeof listBoards.output>['items'];
  filtered: boolean;
  /** Whether the reader may close the board of an entity. */
  closes: (entity: string) => boolean;
  /** Entities without a board that the reader may open one for; null where none. */
  free: readonly { readonly value: string; readonly label: string }[] | null;
  form: FormState;
}) {
  const { url } = useFrame();
  const m = messages[useLanguage()];
  return (
    <>
      <h1>{m.boards}</h1>
      <BoardTabs at="boards" />
      <p>{m.boardsLead}</p>
      <ListPage
        caption={m.boards}
        filters={boards.length > 10 || filtered ? [{ kind: 'text', name: 'q', label: m.entity }] : []}
        rows={boards}
        rowKey={(board) => board.entity}
        count={boards.length}
        empty={<EmptyState title={filtered ? m.boardsNoneLike : m.boardsNone} />}
        columns={[
          { key: 'name', title: m.entity, names: true, cell: (board) => board.name },
          { key: 'since', title: m.since, cell: (board) => <DayText day={board.since} /> },
          { key: 'act', title: m.act, cell: (board) => board.act },
          {
            key: 'state',
            title: m.state,
            cell: (board) =>
              board.until ? (
                <>
                  {m.closed} <DayText day={board.until} />
                </>
              ) : (
                closes(board.entity) && (
                  <Form action={url}>
                    <HiddenField name="close" value={board.entity} />
                    <FormActions submit={`${m.closeBoard}`} />
                  </Form>
                )
              ),
          },
        ]}
      />
      {free && (
        <section>
          <h2>{m.openBoard}</h2>
          <Form state={free.length === 1 ? withEntity(form, free[0]!.value) : form} action={url}>
            <SelectField name="entity" label={m.entity} choices={free} />
            <TextField name="act" label={m.act} hint={m.actHint} width="medium" optional />
            <FormActions submit={m.openBoard} />
          </Form>
        </section>
      )}
    </>
  );
}

/** The only entity that there is to choose is chosen. */
function withEntity(form: FormState, entity: string): FormState {
  return { ...form, values: { ...form.values, entity } };
}
