import { addDays, dayAt } from '../kernel/day.ts';
import type { Actor } from '../platform/action.ts';
import type { Perform } from '../platform/perform.ts';
import type { Role } from '../platform/role.ts';
import { consoleIn, type ExamplePlace } from './example-accounts.ts';
import { modules } from './modules.ts';

type Article = {
  readonly title: string;
  readonly audience: 'office' | 'employees' | 'public';
  /** Part of the name of the service of the catalogue. */
  readonly about?: RegExp;
  readonly words: string;
  readonly body: string;
  readonly titleEn?: string;
  readonly bodyEn?: string;
};

const articles: readonly Article[] = [
  {
    title: 'Se la stampante di rete non stampa',
    audience: 'employees',
    about: /postazion|stamp/i,
    words: 'toner carta inceppata coda di stampa',
    body: '1. Controllare che sul pannello non ci siano avvisi (carta, toner, sportello aperto).\n2. Spegnere la stampante, attendere un minuto, riaccenderla.\n3. Sul computer, aprire la **coda di stampa** e annullare i documenti fermi.\n4. Provare con una pagina sola.\n\nSe non basta, nella richiesta conviene scrivere il nome della stampante, che sta sull’etichetta.',
    titleEn: 'When the network printer does not print',
    bodyEn:
      '1. See that the panel shows no warning (paper, toner, open door).\n2. Switch the printer off, wait a minute, switch it on.\n3. On the computer, open the **print queue** and cancel what is stuck.\n4. Try a single page.\n\nIf that is not enough, write in the request the name of the printer, which is on its label.',
  },
  {
    title: 'Come si cambia la password scaduta',
    audience: 'employees',
    words: 'accesso bloccato account dominio',
    body: 'La password si cambia dal computer dell’ufficio, prima che scada:\n\n1. Premere insieme **Ctrl**, **Alt** e **Canc**.\n2. Scegliere *Cambia password*.\n3. Scrivere quella di adesso e, due volte, la nuova.\n\nUna password buona sono quattro parole che non si conoscono fra loro. Se è già scaduta, l’ufficio la riapre: serve una richiesta o una telefonata dal proprio interno.',
  },
  {
    title: 'Rinnovare il certificato della firma digitale',
    audience: 'employees',
    about: /firm|\bposta\b/i,
    words: 'token smart card scadenza firma remota',
    body: 'Il certificato si rinnova **prima** della scadenza: dopo serve un dispositivo nuovo.\n\n- Il programma di firma avvisa da novanta giorni prima.\n- Il rinnovo si fa dal programma, con il dispositivo inserito e il PIN.\n- Il costo del rinnovo è dell’ente: lo autorizza il referente.',
  },
  {
    title: 'Riconoscere un messaggio che inganna',
    audience: 'public',
    about: /\bposta\b|sicurezza/i,
    words: 'phishing truffa allegato sospetto spam',
    body: 'Prima di aprire un allegato o un collegamento:\n\n- guardare l’indirizzo **intero** di chi scrive, non solo il nome;\n- diffidare della fretta («entro oggi», «ultimo avviso»);\n- non scrivere mai la password in una pagina aperta da un messaggio.\n\nNel dubbio si inoltra il messaggio all’ufficio, senza aprire nulla.',
  },
  {
    title: 'Lavorare da casa con la VPN',
    audience: 'employees',
    words: 'telelavoro collegamento esterno lavoro agile',
    body: '1. Collegare il portatile dell’ente alla rete di casa.\n2. Aprire il programma della VPN e scrivere nome utente e password.\n3. Confermare con il codice del telefono.\n\nI dischi di rete compaiono dopo qualche secondo. Alla fine, chiudere la VPN.',
  },
  {
    title: 'Sostituire un disco dell’archivio di rete',
    audience: 'office',
    words: 'NAS raid disco guasto',
    body: '1. Controllare nel pannello quale vano è segnalato.\n2. Verificare che la copia della notte sia riuscita.\n3. Togliere **solo** quel disco e mettere il nuovo, dello stesso taglio.\n4. Annotare la ricostruzione nella richiesta.',
  },
];

/** Articles, announcements and a request for consent in an example association. What is there already stays. */
export async function loadExampleKnowledge(perform: Perform, { association, now }: ExamplePlace): Promise<void> {
  const act = <T>(name: string, input: object, actor: Actor = consoleIn(association)) =>
    perform(modules.flatMap(({ actions }) => actions).find((one) => one.name === name)!, input, actor) as Promise<T>;
  if ((await act<{ count: number }>('knowledge/list-articles', { limit: 1 })).count > 0) return;
  const people = await holders();
  const office = people('L1') ?? consoleIn(association);
  const { services } = await act<{ services: { code: string; name: { it: string } }[] }>('knowledge/read-status', {});
  const about = (what: RegExp | undefined) => (what ? services.find(({ name }) => what.test(name.it)) : undefined);
  for (const { about: what, ...article } of articles) {
    const service = about(what)?.code ?? null;
    const { id } = await act<{ id: string }>('knowledge/write-article', { ...article, service }, office);
    await act('knowledge/publish-article', { article: id }, office);
  }
  const draft = {
    audience: 'employees',
    title: 'Prenotare la sala delle videochiamate',
    body: 'Da scrivere con i referenti.',
  };
  await act('knowledge/write-article', draft, office);
  await announcements();
  await remoteSession();

  async function holders() {
    const { items } = await act<{ items: { person: string; holder: string; role: Role; entity: string | null }[] }>(
      'identity/list-posts',
      {},
    );
    return (role: Role): Actor | undefined => {
      const post = items.find((one) => one.role === role);
      return (
        post && {
          ...consoleIn(association),
          kind: 'person',
          role,
          person: post.person,
          name: post.holder,
          entity: post.entity as Actor['entity'],
        }
      );
    };
  }

  async function announcements() {
    const head = people('RES') ?? office;
    const say = (input: object) => act<{ id: string }>('knowledge/announce', input, head);
    const today = dayAt(now.getTime());
    const mail = about(/\bposta\b|PEC/);
    const past = await say({
      kind: 'problem',
      title: 'Collegamento a Internet lento in alcune sedi',
      impact: 'slow',
      starts: `${addDays(today, -9)}T08:40`,
      body: 'Dalle prime ore alcune sedi navigano lentamente. Il fornitore è avvisato.',
    });
    await act(
      'knowledge/update-announcement',
      {
        announcement: past.id,
        stage: 'solved',
        body: 'Il fornitore ha sostituito un apparato: la velocità è quella di prima.',
      },
      head,
    );
    await say({
      kind: 'planned',
      title: 'Aggiornamento dei server, di sera',
      impact: 'down',
      starts: `${addDays(today, 6)}T19:00`,
      ends: `${addDays(today, 6)}T22:00`,
      body: 'I programmi su server non si potranno usare. Si consiglia di salvare e uscire prima delle 19.',
    });
    const going = await say({
      kind: 'problem',
      title: 'La posta arriva in ritardo',
      impact: 'slow',
      services: mail ? [mail.code] : [],
      body: 'I messaggi da fuori arrivano anche dopo un’ora. Nessuno va perso.',
    });
    const watched = {
      announcement: going.id,
      stage: 'watched',
      body: 'La coda si sta svuotando: i ritardi sono sotto i dieci minuti.',
    };
    await act('knowledge/update-announcement', watched, office);
    type Found = { items: { number: string }[] };
    const { items } = await act<Found>('service-desk/list-tickets', { q: 'posta', state: 'open', limit: 2 });
    for (const { number } of items)
      await act('knowledge/link-announcement', { announcement: going.id, ticket: number }, head);
  }

  /** The employee of the examples finds a consent to give. */
  async function remoteSession() {
    const tool = { tool: 'meshcentral', template: 'https://mesh.example.it/?gotodevicename={macchina}&viewmode=11' };
    await act('service-desk/set-remote-tool', tool);
    const employee = people('EMP');
    const technician = people('L1');
    if (!employee || !technician) return;
    type Found = { items: { number: string }[] };
    const { items } = await act<Found>('service-desk/list-tickets', { state: 'open', limit: 1 }, employee);
    if (!items[0]) return;
    const reason = 'Guardo le impostazioni insieme a chi è alla macchina.';
    const asked = { ticket: items[0].number, machine: 'PC-017', reason };
    await act('service-desk/ask-remote-session', asked, technician);
  }
}
