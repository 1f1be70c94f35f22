import { type Day, showDay } from '../../../kernel/day.ts';
import { defineMessages } from '../../../platform/messages.ts';

/** The words of letters about requests. */
export const noticeWords = defineMessages(
  {
    dear: (name: string) => (name ? `Gentile ${name},` : 'Buongiorno,'),
    received: (number: string) =>
      `la richiesta ${number} è arrivata all’assistenza. Risponderemo al più presto; ogni risposta si trova anche alla pagina indicata sotto.`,
    opened: (by: string) => `${by} ha aperto la richiesta:`,
    answered: (by: string) => `${by} ha risposto:`,
    said: (by: string) => `${by} ha scritto:`,
    noted: (by: string) => `${by} ha scritto una nota interna:`,
    assigned: (by: string) => `${by} ha affidato la richiesta a chi legge.`,
    handedOn: (by: string, level: string, name: string) =>
      `${by} ha passato la richiesta a un altro livello: ${level}${name && ` (${name})`}.`,
    handedToReader: (by: string, level: string) =>
      `${by} ha passato la richiesta a un altro livello, ${level}, e l’ha affidata a chi legge.`,
    handedToLevel: (by: string, level: string) =>
      `${by} ha passato la richiesta a un altro livello, ${level}: non è ancora di nessuno.`,
    waited: (by: string) => `${by} aspetta una risposta per andare avanti.`,
    waitedMaterial: (by: string) => `${by} aspetta del materiale dell’ente per andare avanti.`,
    solved: (by: string) => `${by} ha risolto la richiesta:`,
    solvedFoot: 'Se il problema resta, basta rispondere: la richiesta si riapre.',
    withdrawn: (by: string) => `${by} ha ritirato la richiesta.`,
    reopened: (by: string) => `${by} ha riaperto la richiesta.`,
    refused: (by: string) => `${by} non ha accolto la richiesta:`,
    ask: (whom: string) => `A chi rivolgersi: ${whom}`,
    article: (article: string) => `Lo dice la convenzione, ${article}.`,
    merged: (number: string) => `La richiesta è stata unita alla ${number}, dove continua.`,
    unmerged: (number: string) => `La richiesta era stata unita per errore alla ${number}: continua di nuovo da sé.`,
    taskAsked: (by: string) => `${by} chiede al referente di fare qualcosa sul posto:`,
    taskDue: (day: Day) => `Scadenza: ${showDay(day, 'it')}.`,
    taskAnswered: (by: string, done: boolean) => `${by} ha risposto al compito: ${done ? 'fatto' : 'non fatto'}.`,
    warned: (percent: number, what: string, due: string) =>
      `È passato il ${percent}% del tempo promesso per ${what}; scadenza: ${due}.`,
    firstAnswer: 'la prima risposta',
    solution: 'la soluzione',
    files: (names: string) => `Allegati alla pagina della richiesta: ${names}`,
    page: 'La richiesta',
    choices: 'Quando ricevere questi avvisi si sceglie qui',
    digestSubject: (many: number) =>
      many === 1 ? 'Assistenza: novità in una richiesta' : `Assistenza: novità in ${many} richieste`,
    digest: 'ecco che cosa è successo nelle richieste di assistenza.',
  },
  {
    dear: (name: string) => (name ? `Dear ${name},` : 'Good morning,'),
    received: (number: string) =>
      `request ${number} has come to the desk. We will answer as soon as we can; every answer is also on the page named below.`,
    opened: (by: string) => `${by} opened the request:`,
    answered: (by: string) => `${by} answered:`,
    said: (by: string) => `${by} wrote:`,
    noted: (by: string) => `${by} wrote an internal note:`,
    assigned: (by: string) => `${by} gave the request to you.`,
    handedOn: (by: string, level: string, name: string) =>
      `${by} handed the request to another level: ${level}${name && ` (${name})`}.`,
    handedToReader: (by: string, level: string) =>
      `${by} handed the request to another level, ${level}, and gave it to you.`,
    handedToLevel: (by: string, level: string) =>
      `${by} handed the request to another level, ${level}: nobody has it yet.`,
    waited: (by: string) => `${by} waits for an answer to go on.`,
    waitedMaterial: (by: string) => `${by} waits for material of the entity to go on.`,
    solved: (by: string) => `${by} solved the request:`,
    solvedFoot: 'If the problem is still there, it is enough to answer: the request opens again.',
    withdrawn: (by: string) => `${by} withdrew the request.`,
    reopened: (by: string) => `${by} opened the request again.`,
    refused: (by: string) => `${by} turned the request down:`,
    ask: (whom: string) => `Whom to ask: ${whom}`,
    article: (article: string) => `It is in the agreement, ${article}.`,
    merged: (number: string) => `The request was merged into ${number}, where it goes on.`,
    unmerged: (number: string) => `The request had been merged into ${number} by mistake: it goes on by itself again.`,
    taskAsked: (by: string) => `${by} asks the referent to do something on site:`,
    taskDue: (day: Day) => `By ${showDay(day, 'en')}.`,
    taskAnswered: (by: string, done: boolean) => `${by} answered the task: ${done ? 'done' : 'not done'}.`,
    warned: (percent: number, what: string, due: string) =>
      `${percent}% of the time promised for ${what} has gone; it is due on ${due}.`,
    firstAnswer: 'the first answer',
    solution: 'the solution',
    files: (names: string) => `Files on the page of the request: ${names}`,
    page: 'The request',
    choices: 'When to get these notices is chosen here',
    digestSubject: (many: number) =>
      many === 1 ? 'Help desk: news in one request' : `Help desk: news in ${many} requests`,
    digest: 'this is what happened in requests for help.',
  },
);
