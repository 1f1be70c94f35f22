import { addDays, dayAt, localTimeAt } from '../kernel/day.ts';
import type { Perform } from '../platform/perform.ts';
import { consoleIn, type ExamplePlace } from './example-accounts.ts';
import { modules } from './modules.ts';

/** The body whose sittings are shown in each example association; where it is small, a sitting that was held too. */
const shown: Readonly<Record<string, { readonly body: string; readonly place: string; readonly held?: true }>> = {
  'valdarno-valdisieve': { body: 'giunta', place: "Sede dell'Unione, Rufina", held: true },
  lecco: { body: 'assembly', place: 'Sede della Provincia, Lecco' },
  calatino: { body: 'assembly', place: 'Municipio di Caltagirone', held: true },
  'empolese-valdelsa': { body: 'giunta', place: 'Sede del Circondario, Empoli' },
};

/** A sitting convened in three weeks and, in small bodies, one held before with a decision and its minutes. What is there already stays. */
export async function loadExampleMeetings(
  perform: Perform,
  { association, now }: Pick<ExamplePlace, 'association' | 'now'>,
): Promise<void> {
  const example = shown[association];
  if (!example) return;
  const act = <T>(name: string, input: object) =>
    perform(
      modules.flatMap(({ actions }) => actions).find((action) => action.name === `meetings/${name}`)!,
      input,
      consoleIn(association),
    ) as Promise<T>;
  const { count } = await act<{ count: number }>('list-meetings', { limit: 1 });
  if (count > 0) return;
  const instant = now.getTime();
  const today = dayAt(instant);
  const prepared = async (meeting: object, items: readonly object[], sent: string): Promise<number> => {
    const { number } = await act<{ number: number }>('create-meeting', {
      kind: 'ordinary',
      body: example.body,
      place: example.place,
      ...meeting,
    });
    for (const item of items) await act('add-item', { meeting: number, ...item });
    await act('convene-meeting', { meeting: number, way: 'pec', sent });
    return number;
  };
  if (example.held) await hold();
  await prepared(
    {
      title: 'Programma e spese del prossimo anno',
      firstCall: `${addDays(today, 21)}T17:00`,
      secondCall: `${addDays(today, 22)}T17:30`,
    },
    [
      { title: 'Comunicazioni di chi presiede', kind: 'information' },
      { title: 'Previsione di spesa', kind: 'decision', matter: 'forecast' },
    ],
    localTimeAt(instant),
  );

  async function hold(): Promise<void> {
    const held = await prepared(
      { title: 'Attività e spese', firstCall: localTimeAt(instant) },
      [
        { title: 'Comunicazioni di chi presiede', kind: 'information' },
        { title: 'Programma delle attività', kind: 'decision', matter: 'plan' },
      ],
      `${addDays(today, -12)}T10:00`,
    );
    await act('open-sitting', { meeting: held });
    type Seats = { seats: { seat: string; expected: string | null; votes: boolean; present: boolean }[] };
    const { seats } = await act<Seats>('show-sitting', { meeting: held });
    const there = seats.filter(({ expected }) => expected !== null);
    await act('record-passages', { meeting: held, what: 'arrives', seats: there.map(({ seat }) => seat) });
    const { number: ballot } = await act<{ number: number }>('create-ballot', { meeting: held, item: 2 });
    await act('start-ballot', { meeting: held, ballot });
    for (const [place, { seat, votes }] of there.entries())
      if (votes) await act('record-vote', { meeting: held, ballot, seat, choice: place % 9 === 8 ? 'abstain' : 'yes' });
    await act('stop-ballot', { meeting: held, ballot });
    await act('publish-ballot', { meeting: held, ballot });
    await act('close-sitting', { meeting: held });
    await act('draft-minutes', { meeting: held });
    await act('approve-minutes', { meeting: held });
  }
}
