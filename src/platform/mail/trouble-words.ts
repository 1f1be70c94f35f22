import { type Text, text } from '../../kernel/text.ts';
import type { MailTrouble } from './trouble.ts';

/** What happened, and what there is to do, of each trouble of mail. */
export const troubleWords: Readonly<Record<MailTrouble, { readonly says: Text; readonly remedy: Text }>> = {
  'no-connection': {
    says: text(
      'La macchina c’è, ma a quella porta nessuno risponde.',
      'The machine is there, but nobody answers at that port.',
    ),
    remedy: text(
      'Controllare la porta (di solito 587 o 465), che il server di posta sia acceso e che un firewall non lo copra.',
      'Check the port (usually 587 or 465), that the mail server is running and that no firewall covers it.',
    ),
  },
  'unknown-host': {
    says: text('Il nome del server di posta non esiste.', 'The name of the mail server does not exist.'),
    remedy: text(
      'Controllare come è scritto; se è giusto, il servizio dei nomi (DNS) di questa macchina non risponde.',
      'Check how it is written; if it is right, the name service (DNS) of this machine does not answer.',
    ),
  },
  'no-route': {
    says: text(
      'Da questa macchina non si arriva al server di posta.',
      'The mail server cannot be reached from this machine.',
    ),
    remedy: text(
      'Chiedere a chi cura la rete se da qui si può uscire verso quel server.',
      'Ask whoever keeps the network whether that server may be reached from here.',
    ),
  },
  timeout: {
    says: text('Il server non ha risposto in tempo.', 'The server did not answer in time.'),
    remedy: text(
      'Si ritenta da sé. Se dura, controllare macchina e porta: spesso è un firewall che scarta senza dire nulla.',
      'It is tried again by itself. If it lasts, check host and port: often a firewall drops packets silently.',
    ),
  },
  'broken-off': {
    says: text('Il server ha interrotto il collegamento a metà.', 'The server broke the connection off halfway.'),
    remedy: text(
      'Si ritenta da sé. Se dura, controllare che la cifratura scelta sia quella della porta, e chiedere al gestore del server.',
      'It is tried again by itself. If it lasts, check that the encryption chosen is that of the port, and ask whoever keeps the server.',
    ),
  },
  'not-mail': {
    says: text(
      'A quella porta risponde qualcosa che non è un server di posta.',
      'What answers at that port is no mail server.',
    ),
    remedy: text('Controllare macchina e porta.', 'Check host and port.'),
  },
  busy: {
    says: text('Il server per ora non prende posta.', 'The server takes no mail for now.'),
    remedy: text('Non c’è nulla da fare: si ritenta da sé.', 'There is nothing to do: it is tried again by itself.'),
  },
  'plain-port': {
    says: text(
      'La porta aspetta un saluto in chiaro, e le si è parlato cifrato dal primo istante.',
      'The port expects a greeting in clear, and was spoken to in TLS from the first byte.',
    ),
    remedy: text(
      'Scegliere STARTTLS con questa porta, oppure la porta 465 con TLS dal primo istante.',
      'Choose STARTTLS with this port, or port 465 with TLS from the first byte.',
    ),
  },
  'tls-port': {
    says: text(
      'La porta 465 aspetta un collegamento cifrato dal primo istante, e le si è parlato in chiaro.',
      'Port 465 expects TLS from the first byte, and was spoken to in clear.',
    ),
    remedy: text(
      'Scegliere TLS dal primo istante, oppure la porta 587 con STARTTLS.',
      'Choose TLS from the first byte, or port 587 with STARTTLS.',
    ),
  },
  'no-starttls': {
    says: text(
      'Il server non offre di cifrare il collegamento (STARTTLS).',
      'The server does not offer to encrypt the connection (STARTTLS).',
    ),
    remedy: text(
      'Chiedere al gestore quale porta cifra (di solito 465 o 587). Senza cifratura solo verso un server della propria rete.',
      'Ask whoever keeps it which port encrypts (usually 465 or 587). Without encryption only to a server of one’s own network.',
    ),
  },
  'certificate-expired': {
    says: text(
      'Il certificato del server è scaduto, o non vale ancora.',
      'The server’s certificate has expired, or is not valid yet.',
    ),
    remedy: text(
      'Il gestore del server deve rinnovarlo; controllare anche l’orologio di questa macchina.',
      'Whoever keeps the server must renew it; check the clock of this machine too.',
    ),
  },
  'certificate-name': {
    says: text('Il certificato del server è di un altro nome.', 'The server’s certificate is for another name.'),
    remedy: text(
      'Scrivere il server con il nome che sta nel certificato, e non con un numero o un nome interno.',
      'Write the server by the name in its certificate, not by a number or an internal name.',
    ),
  },
  'certificate-unknown': {
    says: text(
      'Il certificato del server non viene da un’autorità che questa macchina conosce.',
      'The server’s certificate comes from no authority that this machine knows.',
    ),
    remedy: text(
      'Il gestore del server ne metta uno riconosciuto; per un’autorità interna, indicarne il certificato in NODE_EXTRA_CA_CERTS e riavviare.',
      'Whoever keeps the server should use a recognised one; for an internal authority give its certificate in NODE_EXTRA_CA_CERTS and start again.',
    ),
  },
  tls: {
    says: text(
      'Non ci si è accordati su come cifrare il collegamento.',
      'No agreement was reached on how to encrypt the connection.',
    ),
    remedy: text(
      'Il server parla forse solo versioni vecchie: deve offrire TLS 1.2 o 1.3.',
      'The server may speak only old versions: it must offer TLS 1.2 or 1.3.',
    ),
  },
  'encryption-needed': {
    says: text('Il server vuole che il collegamento sia cifrato.', 'The server wants the connection encrypted.'),
    remedy: text('Scegliere STARTTLS, o TLS dal primo istante.', 'Choose STARTTLS, or TLS from the first byte.'),
  },
  'sign-in': {
    says: text('Il server non accetta utente e password.', 'The server does not accept user and password.'),
    remedy: text(
      'Scriverli di nuovo. Alcuni fornitori vogliono una password apposta per i programmi, o che l’accesso SMTP sia abilitato.',
      'Write them again. Some providers want a password for programs, or SMTP sign-in to be allowed.',
    ),
  },
  'sign-in-needed': {
    says: text(
      'Il server prende posta solo da chi entra con utente e password.',
      'The server takes mail only from who signs in.',
    ),
    remedy: text('Scrivere utente e password.', 'Write user and password.'),
  },
  sender: {
    says: text('Il server non spedisce per questo mittente.', 'The server does not send for this sender.'),
    remedy: text(
      'Usare come mittente un indirizzo della casella con cui si entra, o farlo abilitare dal gestore.',
      'Use an address of the mailbox that signs in as sender, or have it allowed by whoever keeps the server.',
    ),
  },
  relay: {
    says: text('Il server non inoltra posta verso l’esterno per noi.', 'The server forwards no mail elsewhere for us.'),
    remedy: text(
      'Entrare con utente e password, o far ammettere questa macchina dal gestore del server.',
      'Sign in with user and password, or have this machine admitted by whoever keeps the server.',
    ),
  },
  'mailbox-unknown': {
    says: text('La casella del destinatario non esiste.', 'The recipient’s mailbox does not exist.'),
    remedy: text(
      'Correggere l’indirizzo della persona: non si ritenta.',
      'Correct the person’s address: it is not tried again.',
    ),
  },
  'mailbox-closed': {
    says: text('La casella del destinatario è chiusa.', 'The recipient’s mailbox is closed.'),
    remedy: text('Chiedere un altro indirizzo: non si ritenta.', 'Ask for another address: it is not tried again.'),
  },
  'mailbox-full': {
    says: text('La casella del destinatario è piena.', 'The recipient’s mailbox is full.'),
    remedy: text('Avvertire il destinatario in un altro modo.', 'Tell the recipient by another way.'),
  },
  'too-large': {
    says: text('Il messaggio è troppo grande per quel server.', 'The message is too large for that server.'),
    remedy: text(
      'Mandarlo con meno allegati, o con un collegamento ai documenti.',
      'Send it with fewer attachments, or with a link to the documents.',
    ),
  },
  greylisted: {
    says: text(
      'Il server del destinatario fa aspettare chi scrive per la prima volta.',
      'The recipient’s server makes first-time senders wait.',
    ),
    remedy: text(
      'Non c’è nulla da fare: si ritenta da sé tra poco.',
      'There is nothing to do: it is tried again shortly.',
    ),
  },
  'too-many': {
    says: text('Il server ne ha ricevuti troppi in poco tempo.', 'The server has received too many in a short time.'),
    remedy: text(
      'Si ritenta da sé. Se capita spesso, farsi alzare il limite dal gestore.',
      'It is tried again by itself. If it is frequent, have the limit raised.',
    ),
  },
  blocked: {
    says: text(
      'Il server ha scambiato il messaggio, o questa macchina, per una fonte di posta indesiderata.',
      'The server took the message, or this machine, for a source of unwanted mail.',
    ),
    remedy: text(
      'Spedire dal server di posta della propria organizzazione, e controllare SPF, DKIM e DMARC del dominio del mittente.',
      'Send through the mail server of your organisation, and check SPF, DKIM and DMARC of the sender’s domain.',
    ),
  },
  'recipient-later': {
    says: text(
      'Per questo destinatario il server chiede di riprovare più tardi.',
      'For this recipient the server asks to try later.',
    ),
    remedy: text('Non c’è nulla da fare: si ritenta da sé.', 'There is nothing to do: it is tried again by itself.'),
  },
  'recipient-refused': {
    says: text('Il server non accetta questo destinatario.', 'The server does not accept this recipient.'),
    remedy: text(
      'Controllare l’indirizzo, o chiedere al gestore del server: la sua risposta è qui accanto.',
      'Check the address, or ask whoever keeps the server: its answer is beside.',
    ),
  },
  'message-later': {
    says: text('Il server chiede di riprovare più tardi.', 'The server asks to try later.'),
    remedy: text('Non c’è nulla da fare: si ritenta da sé.', 'There is nothing to do: it is tried again by itself.'),
  },
  'message-refused': {
    says: text('Il server non accetta il messaggio.', 'The server does not accept the message.'),
    remedy: text(
      'Chiedere al gestore del server: la sua risposta è qui accanto.',
      'Ask whoever keeps the server: its answer is beside.',
    ),
  },
  'not-allowed': {
    says: text(
      'Il server è in una rete che chi gestisce l’installazione ha vietato di chiamare.',
      'The server is in a network that whoever runs the installation forbids to call.',
    ),
    remedy: text(
      'Scegliere un altro server, o cambiare COMUNANZA_FORBIDDEN_NETWORKS.',
      'Choose another server, or change COMUNANZA_FORBIDDEN_NETWORKS.',
    ),
  },
  other: {
    says: text('Il server non ha preso il messaggio.', 'The server did not take the message.'),
    remedy: text(
      'La sua risposta è qui accanto: chiedere al gestore del server.',
      'Its answer is beside: ask whoever keeps the server.',
    ),
  },
};
