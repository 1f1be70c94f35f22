import type { Happening } from '../modules/service-desk/module.ts';

/** Who does something in a story: the requester, a technician of the first or second level, the entity's referent, the head. */
export type Teller = 'requester' | 'first' | 'second' | 'referent' | 'head';

/** When: so many working days ago, at a time of day in Rome. */
export type When = readonly [days: number, time: string];

export type Told = {
  readonly when: When;
  readonly by: Teller;
  readonly what:
    | Exclude<Happening, { kind: 'opened' | 'assigned' | 'absorbed' | 'merged' | 'task-answered' }>
    | Took
    | Ends;
};
/** Takes it in hand. */
type Took = { readonly kind: 'took' };
/** What names another story of the list, or an event of this one. */
type Ends =
  | { readonly kind: 'merged-into'; readonly story: string }
  | { readonly kind: 'task-answered'; readonly done: boolean; readonly result: string };

export type Story = {
  readonly id: string;
  readonly when: When;
  readonly body: string;
  /** Asked by the employee whose account the examples offer; by somebody else of some entity where left out. */
  readonly from?: 'employee' | 'referent';
  readonly asset?: string;
  readonly origin?: 'phone' | 'email';
  readonly priority?: 'low' | 'high' | 'urgent';
  readonly after?: readonly Told[];
};

const took = (...when: When): Told => ({ when, by: 'first', what: { kind: 'took' } });
const tookSecond = (...when: When): Told => ({ when, by: 'second', what: { kind: 'took' } });
const said = (by: Teller, when: When, body: string, minutes = 0): Told => ({
  ...{ when, by },
  what: { kind: 'commented', body, minutes },
});
const noted = (when: When, body: string): Told => ({ when, by: 'first', what: { kind: 'noted', body, minutes: 5 } });
const waits = (when: When, reason: 'material' | 'person' | 'supplier' | 'agreed', why: string): Told => ({
  ...{ when, by: 'first' },
  what: { kind: 'waited', reason, why },
});
const resumed = (when: When): Told => ({ when, by: 'first', what: { kind: 'resumed', why: '' } });
const secondLevel = (when: When, why: string): Told => ({
  ...{ when, by: 'first' },
  what: { kind: 'level-changed', level: 'second', why },
});
const task = (when: When, kind: 'hands-on' | 'material', instructions: string): Told => ({
  ...{ when, by: 'first' },
  what: { kind: 'task-asked', task: kind, instructions, due: null },
});
const taskDone = (when: When, result: string): Told => ({
  ...{ when, by: 'referent' },
  what: { kind: 'task-answered', done: true, result },
});
const solved = (when: When, body: string, minutes: number, by: Teller = 'first'): Told => ({
  ...{ when, by },
  what: { kind: 'solved', body, minutes },
});
const rated = (when: When, rating: 'satisfied' | 'so-so' | 'unsatisfied', body = ''): Told => ({
  ...{ when, by: 'requester' },
  what: { kind: 'rated', rating, body },
});
const closed = (when: When, by: Teller = 'requester'): Told => ({ when, by, what: { kind: 'closed' } });

/** Some weeks of a help desk; all invented. The first to be asked come first. */
export const ticketStories: readonly Story[] = [
  {
    id: 'protocollo',
    when: [24, '09:05'],
    body: 'La stampante del protocollo fa righe nere su ogni foglio.\nAbbiamo già cambiato la carta.',
    asset: 'Stampante protocollo',
    after: [
      took(24, '09:20'),
      said('first', [24, '09:22'], 'È il tamburo. Ne abbiamo uno di scorta: passiamo in mattinata.'),
      solved([24, '11:10'], 'Cambiato il tamburo, stampate tre pagine di prova.', 35),
      rated([24, '11:40'], 'satisfied', 'Rapidissimi.'),
      closed([24, '11:41']),
    ],
  },
  {
    id: 'password',
    when: [22, '08:14'],
    body: 'Non entro più nel gestionale dei tributi: dice che la password è scaduta.',
    origin: 'phone',
    after: [
      took(22, '08:14'),
      solved([22, '08:19'], 'Password rinnovata al telefono, verificato l’accesso.', 5),
      closed([20, '08:20'], 'first'),
    ],
  },
  {
    id: 'trasloco',
    when: [21, '10:30'],
    from: 'referent',
    body: 'Il 1° del mese l’ufficio anagrafe passa al primo piano: quattro postazioni, due stampanti e il POS da spostare.',
    priority: 'low',
    after: [
      took(21, '11:00'),
      said('first', [21, '11:05'], 'Serve la pianta con le prese di rete. Poi fissiamo il giorno insieme.'),
      waits([21, '11:06'], 'material', 'La pianta del primo piano con le prese di rete.'),
      said('referent', [17, '12:15'], 'La pianta l’ha l’ufficio tecnico: è stata inviata oggi all’ufficio.'),
      resumed([17, '12:40']),
      solved([14, '13:30'], 'Spostamento fatto in mattinata, tutte e quattro le postazioni lavorano.', 240),
      rated([14, '13:50'], 'satisfied'),
      closed([14, '13:51']),
    ],
  },
  {
    id: 'toner',
    when: [19, '09:40'],
    body: 'È finito il toner nero della multifunzione dei servizi sociali. Quando potete portarlo?',
    asset: 'Multifunzione servizi sociali',
  },
  {
    id: 'scanner',
    when: [18, '12:05'],
    body: 'Lo scanner massivo prende due fogli alla volta, bisogna rifare tutto il registro delle delibere.',
    asset: 'Scanner segreteria',
    after: [
      took(18, '12:30'),
      task(
        [18, '12:40'],
        'hands-on',
        '1. Spegnere lo scanner. 2. Aprire il coperchio e pulire i due rulli grigi con un panno appena umido. 3. Riaccendere e provare dieci fogli.',
      ),
      taskDone([17, '09:10'], 'Fatto, i rulli erano pieni di polvere. Dieci fogli senza errori.'),
      solved([17, '09:30'], 'Pulizia dei rulli, con l’aiuto del referente. Ripassiamo fra sei mesi.', 15),
      rated([17, '10:00'], 'satisfied'),
    ],
  },
  {
    id: 'rete-lenta',
    when: [16, '08:50'],
    body: 'Da stamattina Internet è lentissima in tutto il municipio, le videochiamate cadono.',
    priority: 'high',
    after: [
      took(16, '09:00'),
      secondLevel([16, '09:25'], 'La linea è satura in uscita: serve guardare il firewall.'),
      tookSecond(16, '09:30'),
      said(
        'second',
        [16, '10:10'],
        'Un PC sta mandando di continuo verso l’esterno: lo abbiamo isolato e lo controlliamo.',
      ),
      solved(
        [16, '12:45'],
        'Era una copia di sicurezza partita in orario d’ufficio. Spostata alla notte.',
        120,
        'second',
      ),
      rated([15, '08:30'], 'so-so', 'Risolto, ma una mattina intera senza videochiamate.'),
      closed([15, '08:31']),
    ],
  },
  {
    id: 'pos',
    when: [15, '10:20'],
    body: 'Il POS dello sportello non si collega: «errore host».',
    asset: 'POS sportello anagrafe',
    priority: 'high',
    after: [
      took(15, '10:25'),
      said('first', [15, '10:40'], 'La rete funziona: il guasto è del gestore. Aperta segnalazione a loro.'),
      waits([15, '10:41'], 'supplier', 'Segnalazione al gestore dei pagamenti.'),
      resumed([13, '09:00']),
      solved([13, '09:05'], 'Il gestore ha sostituito il terminale, prova di pagamento riuscita.', 20),
      closed([9, '09:06'], 'first'),
    ],
  },
  {
    id: 'telefono',
    when: [14, '11:15'],
    body: 'Ci serve un telefono cellulare di servizio per il messo comunale.',
    after: [
      {
        when: [14, '12:30'],
        by: 'first',
        what: {
          kind: 'refused',
          body: 'I cellulari di servizio non li assegna questo ufficio.',
          ask: 'Economato dell’ente',
          clause: null,
          article: null,
        },
      },
    ],
  },
  {
    id: 'firma',
    when: [13, '08:35'],
    from: 'employee',
    body: 'La firma digitale non viene riconosciuta dal programma delle determine.\nLa smart card funziona sul PC della collega.',
    asset: 'PC ragioneria 2',
    after: [
      took(13, '09:10'),
      said('first', [13, '09:12'], 'Provo a collegarmi: va bene alle 11?'),
      said('requester', [13, '09:20'], 'Sì, grazie.'),
      solved([13, '11:25'], 'Aggiornato il driver del lettore. Firmata una determina di prova.', 25),
      rated([13, '11:30'], 'satisfied'),
    ],
  },
  {
    id: 'pec-piena',
    when: [12, '09:00'],
    body: 'La casella PEC dell’ente è piena, non arrivano più i messaggi.',
    priority: 'urgent',
    after: [
      took(12, '09:05'),
      said(
        'first',
        [12, '09:06'],
        'Spazio raddoppiato per oggi, così i messaggi arrivano. Ora archiviamo i vecchi.',
        10,
      ),
      solved([12, '10:30'], 'Archiviati i messaggi fino a tre anni fa, la casella è al 40%.', 60),
      closed([7, '10:31'], 'first'),
    ],
  },
  {
    id: 'excel',
    when: [11, '10:10'],
    body: 'Il foglio delle mense si blocca quando lo apriamo in due.',
    after: [
      took(11, '12:00'),
      said('first', [11, '12:05'], 'Si può vedere il file? In quale cartella si trova?'),
      waits([11, '12:06'], 'person', 'In quale cartella si trova il foglio.'),
      said('requester', [9, '08:40'], 'In Servizi scolastici, Mense, «iscritti».'),
      resumed([9, '08:41']),
      solved(
        [8, '11:00'],
        'Il foglio ora è condiviso nella forma che si apre in più persone. Spiegato come si fa.',
        45,
      ),
      rated([8, '12:10'], 'unsatisfied', 'Dopo due giorni si è bloccato di nuovo.'),
      {
        when: [6, '08:20'],
        by: 'requester',
        what: { kind: 'reopened', why: 'Si è bloccato di nuovo, stesso messaggio.' },
      },
      said('first', [6, '09:30'], 'Passiamo di persona domattina.'),
    ],
  },
  {
    id: 'collega-nuova',
    when: [9, '12:20'],
    from: 'referent',
    body: 'Dal mese prossimo arriva una collega ai tributi: servono PC, casella di posta e accesso al gestionale.',
    after: [
      took(9, '12:50'),
      said('first', [9, '12:55'], 'Il PC c’è. Manca il modulo degli accessi con la firma del responsabile.'),
      task([9, '12:56'], 'material', 'Modulo degli accessi firmato dal responsabile dei tributi.'),
    ],
  },
  {
    id: 'videosorveglianza',
    when: [8, '09:15'],
    body: 'Una telecamera della piazza non registra più dalla grandinata.',
    origin: 'email',
    after: [took(8, '09:50'), waits([8, '10:00'], 'supplier', 'Sopralluogo dell’installatore, previsto in settimana.')],
  },
  {
    id: 'anagrafe-ferma',
    when: [7, '08:05'],
    body: 'ANPR non risponde: lo sportello è fermo con la gente in coda.',
    priority: 'urgent',
    origin: 'phone',
    after: [
      took(7, '08:05'),
      said('first', [7, '08:12'], 'Non è la nostra rete: il servizio nazionale ha avvisato di un disservizio.', 10),
      solved([7, '09:40'], 'Il servizio nazionale è tornato. Sportello riaperto alle 9:35.', 15),
      rated([7, '10:00'], 'satisfied'),
    ],
  },
  {
    id: 'backup',
    when: [6, '10:45'],
    body: 'Per sbaglio ho cancellato la cartella «Bandi 2025». Si può recuperare?',
    from: 'employee',
    priority: 'high',
    after: [
      took(6, '10:50'),
      solved([6, '12:05'], 'Recuperata dal salvataggio di stanotte: mancano solo le modifiche di stamattina.', 30),
      rated([6, '12:20'], 'satisfied', 'Grazie mille!'),
      closed([6, '12:21']),
    ],
  },
  {
    id: 'switch',
    when: [5, '09:30'],
    body: 'In biblioteca tre PC non vedono la rete, gli altri sì.',
    from: 'referent',
    after: [
      took(5, '09:45'),
      noted([5, '09:50'], 'Le tre prese sono sullo stesso switch, fuori garanzia da marzo: se è lui va sostituito.'),
      task(
        [5, '09:55'],
        'hands-on',
        '1. Nell’armadio della biblioteca trovare lo switch con l’etichetta BIB-2. 2. Staccare la spina, contare fino a dieci, riattaccarla. 3. Dire se le spie diventano verdi.',
      ),
    ],
  },
  {
    id: 'tablet-consiglio',
    when: [4, '11:30'],
    body: 'I consiglieri non riescono ad aprire gli allegati del consiglio dal tablet.',
    after: [
      tookSecond(4, '12:10'),
      said('second', [4, '12:15'], 'Capita a tutti o solo a qualcuno? Basta il nome di uno per provare insieme.'),
      { when: [4, '12:16'], by: 'second', what: { kind: 'waited', reason: 'person', why: 'A chi capita.' } },
    ],
  },
  {
    id: 'stampa-unione',
    when: [4, '08:45'],
    body: 'La stampa unione delle lettere TARI mette il cognome al posto dell’indirizzo.',
    after: [took(3, '09:10'), said('first', [3, '09:15'], 'Guardo il modello e richiamo in giornata.', 10)],
  },
  {
    id: 'wifi',
    when: [3, '09:20'],
    body: 'Il Wi-Fi della sala consiliare chiede una password che nessuno conosce.',
    from: 'employee',
    after: [
      took(3, '10:00'),
      said(
        'first',
        [3, '10:05'],
        'La rete per gli ospiti ha una password nuova ogni mese: è sul foglio in segreteria. Basta quella?',
      ),
      waits([3, '10:06'], 'person', 'Se basta la rete per gli ospiti.'),
    ],
  },
  {
    id: 'monitor',
    when: [3, '12:40'],
    body: 'Il monitor della polizia locale ha una riga verde in mezzo.',
    asset: 'Monitor PL 1',
    priority: 'low',
  },
  {
    id: 'aggiornamento',
    when: [2, '08:55'],
    body: 'Dopo l’aggiornamento di ieri il gestionale del personale non stampa più i cartellini.',
    priority: 'high',
    after: [
      took(2, '09:05'),
      secondLevel([2, '09:40'], 'Serve chi segue il gestionale.'),
      tookSecond(2, '09:45'),
      said('second', [2, '10:20'], 'Il difetto è nell’aggiornamento: il produttore manda una correzione entro domani.'),
    ],
  },
  {
    id: 'pec-doppia',
    when: [2, '10:35'],
    body: 'Ogni PEC arriva due volte nel protocollo da ieri pomeriggio.',
  },
  {
    id: 'pec-doppia-2',
    when: [2, '11:05'],
    body: 'Nel protocollo troviamo due volte gli stessi messaggi di posta certificata.',
    after: [{ when: [2, '11:20'], by: 'first', what: { kind: 'merged-into', story: 'pec-doppia' } }],
  },
  {
    id: 'sito',
    when: [2, '12:15'],
    body: 'Sul sito non riusciamo a pubblicare l’avviso del mercato: il pulsante non fa nulla.',
    origin: 'email',
  },
  {
    id: 'pc-lento',
    when: [1, '08:20'],
    body: 'Il PC dell’ufficio tecnico impiega un quarto d’ora ad accendersi.',
    asset: 'PC ufficio tecnico 1',
    from: 'employee',
  },
  {
    id: 'certificati',
    when: [1, '09:05'],
    body: 'Lo sportello non stampa i certificati con il contrassegno: esce il foglio bianco.',
    priority: 'urgent',
    after: [took(1, '09:15'), said('first', [1, '09:18'], 'Ci colleghiamo subito allo sportello.', 5)],
  },
  {
    id: 'mouse',
    when: [1, '10:10'],
    body: 'Serve un mouse nuovo: quello che c’è fa doppio clic da solo.',
    priority: 'low',
    after: [
      took(1, '10:30'),
      {
        when: [1, '10:31'],
        by: 'first',
        what: { kind: 'waited', reason: 'agreed', why: 'Lo portiamo martedì con il PC nuovo.' },
      },
    ],
  },
  {
    id: 'cartella',
    when: [1, '11:40'],
    body: 'Due colleghe non vedono la cartella condivisa dei servizi sociali.',
    origin: 'phone',
  },
  {
    id: 'fattura',
    when: [1, '12:30'],
    body: 'Una fattura elettronica risulta scartata e non si capisce perché.',
  },
];
