import type { VNode } from 'preact';
import type { Language } from '../../../kernel/text.ts';
import type { PageRoute } from '../../page.ts';

function plainPage(
  path: string,
  titles: Readonly<Record<Language, string>>,
  bodies: Readonly<Record<Language, VNode>>,
): PageRoute {
  return {
    method: 'GET',
    path,
    open: true,
    answer: async ({ language }) => ({
      kind: 'page',
      title: titles[language],
      body: (
        <>
          <h1>{titles[language]}</h1>
          {bodies[language]}
        </>
      ),
    }),
  };
}

export const accessibilityPage = plainPage(
  '/accessibilita',
  { it: 'Dichiarazione di accessibilità', en: 'Accessibility statement' },
  {
    it: (
      <>
        <p>
          Questo sito è costruito per essere usato da chiunque: con la sola tastiera, con un lettore di schermo,
          ingrandito fino al 400%, su uno schermo largo 320 pixel, in chiaro e in scuro, senza JavaScript.
        </p>
        <h2>Stato di conformità</h2>
        <p>
          Le pagine sono verificate in modo automatico rispetto alle WCAG 2.1, livello AA, in chiaro e in scuro, a ogni
          modifica del software. La verifica automatica non trova tutto: chi amministra questa installazione completa la
          propria dichiarazione sul sito di AgID e ne indica qui l’indirizzo.
        </p>
        <h2>Segnalare un ostacolo</h2>
        <p>
          Chi trova un ostacolo può <a href="/segnala">segnalarlo</a>. Se la risposta non arriva entro trenta giorni,
          può rivolgersi al Difensore civico per il digitale.
        </p>
      </>
    ),
    en: (
      <>
        <p>
          This site is made to be used by anybody: with the keyboard alone, with a screen reader, enlarged up to 400%,
          on a screen 320 pixels wide, in light and dark, without JavaScript.
        </p>
        <h2>Conformance</h2>
        <p>
          Pages are checked by a program against WCAG 2.1, level AA, in light and dark, at every change of the software.
          A program does not find everything: whoever administers this installation completes the statement on AgID’s
          site and gives its address here.
        </p>
        <h2>Reporting an obstacle</h2>
        <p>
          Whoever meets an obstacle can <a href="/segnala">report it</a>. Without an answer within thirty days, the
          Digital Ombudsman can be asked.
        </p>
      </>
    ),
  },
);

export const feedbackPage = plainPage(
  '/segnala',
  { it: 'Segnalare un problema', en: 'Report a problem' },
  {
    it: (
      <>
        <p>
          Per un ostacolo nell’uso delle pagine, un dato sbagliato o un guasto ci si rivolge al responsabile del
          servizio della propria associazione, o all’ufficio relazioni con il pubblico del proprio comune.
        </p>
        <p>Per essere aiutati presto conviene indicare:</p>
        <ul>
          <li>l’indirizzo della pagina e l’ora;</li>
          <li>che cosa si voleva fare e che cosa è successo;</li>
          <li>il riferimento, se la pagina di errore ne mostra uno;</li>
          <li>il browser e, se usata, la tecnologia assistiva.</li>
        </ul>
      </>
    ),
    en: (
      <>
        <p>
          For an obstacle in using these pages, a wrong figure or a fault, ask the head of the service of your
          association, or the public relations office of your municipality.
        </p>
        <p>To be helped soon, please say:</p>
        <ul>
          <li>the address of the page and the time;</li>
          <li>what you wanted to do and what happened;</li>
          <li>the reference, if the error page shows one;</li>
          <li>the browser and, if you use one, the assistive technology.</li>
        </ul>
      </>
    ),
  },
);

export const legalPage = plainPage(
  '/note-legali',
  { it: 'Note legali e privacy', en: 'Legal notes and privacy' },
  {
    it: (
      <>
        <p>
          Comunanza è software libero con licenza EUPL 1.2. I dati pubblicati appartengono agli enti dell’associazione,
          che ne rispondono; il testo che fa fede è quello degli atti adottati.
        </p>
        <h2>Cookie</h2>
        <p>
          Il sito usa solo cookie tecnici: l’accesso, la lingua, la protezione dei moduli, l’avviso da mostrare una
          volta. Nessuno serve a seguire chi visita.
        </p>
        <h2>Dati personali</h2>
        <p>
          Di chi entra si conservano il nome, l’indirizzo e-mail, gli incarichi e le operazioni svolte, per il tempo che
          la legge chiede. Titolare è l’ente dell’incarico con cui si opera.
        </p>
      </>
    ),
    en: (
      <>
        <p>
          Comunanza is free software under the EUPL 1.2. The data published belong to the entities of the association,
          which answer for them; the authoritative text is that of the acts adopted.
        </p>
        <h2>Cookies</h2>
        <p>
          The site uses technical cookies only: sign-in, language, protection of forms, the notice to show once. None
          serves to follow visitors.
        </p>
        <h2>Personal data</h2>
        <p>
          Of whoever signs in, the name, e-mail address, posts and acts are kept for as long as the law asks. The
          controller is the entity of the post acted from.
        </p>
      </>
    ),
  },
);
