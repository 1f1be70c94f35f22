import { text } from '../../kernel/text.ts';
import { StartFailure } from './start-failure.ts';

/** Every way the database says that it cannot start. */
export const startFailures = {
  folderNotWritable: (folder: string, cause?: unknown) =>
    new StartFailure(
      'data-folder-not-writable',
      text(`Nella cartella dei dati ${folder} non si può scrivere.`, `The data folder ${folder} cannot be written to.`),
      text(
        'Dare il permesso di scrittura a chi avvia il programma, oppure indicare un’altra cartella con COMUNANZA_DATA.',
        'Let whoever starts the program write there, or name another folder with COMUNANZA_DATA.',
      ),
      cause,
    ),
  notAFolder: (folder: string) =>
    new StartFailure(
      'data-folder-not-a-folder',
      text(`${folder} non è una cartella.`, `${folder} is not a folder.`),
      text('Indicare una cartella per i dati con COMUNANZA_DATA.', 'Name a folder for the data with COMUNANZA_DATA.'),
    ),
  folderBusy: (folder: string, pid: number) =>
    new StartFailure(
      'data-folder-busy',
      text(
        `La cartella dei dati ${folder} è già in uso da un altro avvio di Comunanza (processo ${pid}).`,
        `The data folder ${folder} is already in use by another Comunanza (process ${pid}).`,
      ),
      text(
        'Usare quello, oppure fermarlo prima di avviarne un altro, oppure indicare un’altra cartella con COMUNANZA_DATA.',
        'Use that one, or stop it before starting another, or name another folder with COMUNANZA_DATA.',
      ),
    ),
  folderOfAnotherUser: (folder: string) =>
    new StartFailure(
      'data-folder-of-another-user',
      text(
        `I dati in ${folder} appartengono a un altro utente del sistema.`,
        `The data in ${folder} belong to another user of this machine.`,
      ),
      text(
        'Avviare il programma con quell’utente, oppure indicare un’altra cartella con COMUNANZA_DATA.',
        'Start the program as that user, or name another folder with COMUNANZA_DATA.',
      ),
    ),
  diskFull: (folder: string, cause?: unknown) =>
    new StartFailure(
      'disk-full',
      text(`Il disco che contiene ${folder} è pieno.`, `The disk that holds ${folder} is full.`),
      text(
        'Liberare almeno 200 MB e riavviare: quanto già registrato è al sicuro.',
        'Free at least 200 MB and start again: what was recorded is safe.',
      ),
      cause,
    ),
  otherClusterVersion: (folder: string, found: string, wanted: string) =>
    new StartFailure(
      'cluster-version',
      text(
        `I dati in ${folder} sono di PostgreSQL ${found}, mentre questa versione usa PostgreSQL ${wanted}.`,
        `The data in ${folder} are of PostgreSQL ${found}, while this version uses PostgreSQL ${wanted}.`,
      ),
      text(
        'Fare una copia con la versione precedente (comunanza backup) e ripristinarla in una cartella nuova (comunanza restore).',
        'Back up with the previous version (comunanza backup) and restore into a new folder (comunanza restore).',
      ),
    ),
  noBinaries: (platform: string) =>
    new StartFailure(
      'no-embedded-postgres',
      text(
        `PostgreSQL incorporato non è installato o non si può eseguire su questo sistema (${platform}).`,
        `The embedded PostgreSQL is not installed or cannot run on this system (${platform}).`,
      ),
      text(
        'Reinstallare con «npm ci», oppure indicare un PostgreSQL 15 o successivo con DATABASE_URL.',
        'Install again with “npm ci”, or name a PostgreSQL 15 or later with DATABASE_URL.',
      ),
    ),
  noUnprivilegedUser: (cause?: unknown) =>
    new StartFailure(
      'no-unprivileged-user',
      text(
        'PostgreSQL non si lascia avviare da root e qui non è possibile passare a un utente senza privilegi.',
        'PostgreSQL refuses to run as root and it is not possible here to switch to an unprivileged user.',
      ),
      text(
        'Avviare il programma con un utente ordinario, oppure indicare un PostgreSQL esterno con DATABASE_URL.',
        'Start the program as an ordinary user, or name an external PostgreSQL with DATABASE_URL.',
      ),
      cause,
    ),
  unknownUser: (uid: number) =>
    new StartFailure(
      'unknown-user',
      text(
        `L’utente ${uid} con cui è avviato il programma non esiste per il sistema, e PostgreSQL lo richiede.`,
        `User ${uid}, who started the program, is not known to the system, and PostgreSQL needs it to be.`,
      ),
      text(
        'Aggiungere l’utente al sistema, oppure indicare un PostgreSQL esterno con DATABASE_URL.',
        'Add the user to the system, or name an external PostgreSQL with DATABASE_URL.',
      ),
    ),
  didNotStart: (log: string, last: string) =>
    new StartFailure(
      'postgres-did-not-start',
      text(`PostgreSQL non si è avviato: ${last}`, `PostgreSQL did not start: ${last}`),
      text(`Il registro completo è in ${log}.`, `The whole log is in ${log}.`),
    ),
  lost: (log: string, last: string) =>
    new StartFailure(
      'postgres-lost',
      text(`PostgreSQL si è fermato da solo: ${last}`, `PostgreSQL stopped by itself: ${last}`),
      text(
        `Riavviare il programma; il registro completo è in ${log}.`,
        `Start the program again; the whole log is in ${log}.`,
      ),
    ),
  badUrl: () =>
    new StartFailure(
      'database-url-malformed',
      text('DATABASE_URL non è un indirizzo di PostgreSQL.', 'DATABASE_URL is not the address of a PostgreSQL.'),
      text(
        'Scriverlo nella forma postgresql://utente:password@macchina:5432/base, con i caratteri speciali codificati (%40 per @).',
        'Write it as postgresql://user:password@host:5432/database, with special characters encoded (%40 for @).',
      ),
    ),
  unreachable: (where: string, cause?: unknown) =>
    new StartFailure(
      'database-unreachable',
      text(
        `All’indirizzo ${where} di DATABASE_URL non risponde nessun PostgreSQL.`,
        `No PostgreSQL answers at ${where}, the address in DATABASE_URL.`,
      ),
      text(
        'Controllare macchina e porta, e che il servizio sia acceso e raggiungibile da qui.',
        'Check host and port, and that the service is on and can be reached from here.',
      ),
      cause,
    ),
  wrongPassword: (user: string, where: string) =>
    new StartFailure(
      'database-wrong-password',
      text(
        `PostgreSQL in ${where} non accetta l’utente ${user} con la password di DATABASE_URL.`,
        `PostgreSQL at ${where} does not accept user ${user} with the password in DATABASE_URL.`,
      ),
      text(
        'Correggere utente e password in DATABASE_URL, o il file pg_hba.conf del server.',
        'Correct user and password in DATABASE_URL, or the pg_hba.conf of the server.',
      ),
    ),
  noDatabase: (name: string, where: string) =>
    new StartFailure(
      'database-missing',
      text(`In ${where} non c’è una base di dati «${name}».`, `There is no database “${name}” at ${where}.`),
      text(`Crearla sul server con: createdb ${name}`, `Create it on the server with: createdb ${name}`),
    ),
  tooOld: (version: string) =>
    new StartFailure(
      'database-too-old',
      text(
        `Il PostgreSQL di DATABASE_URL è alla versione ${version}; serve la 15 o successiva.`,
        `The PostgreSQL of DATABASE_URL is version ${version}; 15 or later is needed.`,
      ),
      text(
        'Aggiornare il server, oppure togliere DATABASE_URL per usare il PostgreSQL incorporato.',
        'Upgrade the server, or remove DATABASE_URL to use the embedded PostgreSQL.',
      ),
    ),
  notUtf8: (encoding: string) =>
    new StartFailure(
      'database-encoding',
      text(
        `La base di dati di DATABASE_URL ha la codifica ${encoding}.`,
        `The database of DATABASE_URL is encoded in ${encoding}.`,
      ),
      text(
        'Crearne una nuova con: createdb -E UTF8 -T template0 comunanza',
        'Create a new one with: createdb -E UTF8 -T template0 comunanza',
      ),
    ),
  noPrivileges: (user: string, what: string) =>
    new StartFailure(
      'database-no-privileges',
      text(
        `L’utente ${user} di DATABASE_URL non ha i permessi per preparare la base di dati (${what}).`,
        `User ${user} of DATABASE_URL may not prepare the database (${what}).`,
      ),
      text(
        `Farne il proprietario della base di dati: ALTER DATABASE … OWNER TO ${user}`,
        `Make it the owner of the database: ALTER DATABASE … OWNER TO ${user}`,
      ),
    ),
  bypassesRowSecurity: (user: string) =>
    new StartFailure(
      'database-bypasses-row-security',
      text(
        `L’utente ${user} di DATABASE_URL scavalca la protezione per riga e non può usare il ruolo comunanza_app.`,
        `User ${user} of DATABASE_URL bypasses row-level security and cannot use the role comunanza_app.`,
      ),
      text(
        'Usare un utente ordinario, proprietario della sola base di dati di Comunanza.',
        'Use an ordinary user who owns nothing but the database of Comunanza.',
      ),
    ),
  roleTooStrong: () =>
    new StartFailure(
      'database-role-too-strong',
      text(
        'Il ruolo comunanza_app di questo PostgreSQL scavalca la protezione per riga.',
        'The role comunanza_app of this PostgreSQL bypasses row-level security.',
      ),
      text(
        'Toglierglielo con: ALTER ROLE comunanza_app NOSUPERUSER NOBYPASSRLS',
        'Take that away with: ALTER ROLE comunanza_app NOSUPERUSER NOBYPASSRLS',
      ),
    ),
  migrationChanged: (names: readonly string[]) =>
    new StartFailure(
      'migration-changed',
      text(
        `Passaggi già applicati alla base di dati sono diversi in questa versione: ${names.join(', ')}.`,
        `Migrations already applied to the database differ in this version: ${names.join(', ')}.`,
      ),
      text(
        'Usare la versione del programma che ha preparato questi dati, o una successiva pubblicata intatta.',
        'Use the version of the program that prepared these data, or a later one as published.',
      ),
    ),
  migrationMissing: (names: readonly string[]) =>
    new StartFailure(
      'migration-missing',
      text(
        `La base di dati è stata preparata da una versione più recente: qui mancano ${names.join(', ')}.`,
        `The database was prepared by a later version: ${names.join(', ')} are missing here.`,
      ),
      text('Aggiornare il programma.', 'Update the program.'),
    ),
  migrationFailed: (name: string, why: string, cause?: unknown) =>
    new StartFailure(
      'migration-failed',
      text(
        `Il passaggio ${name} della base di dati non è riuscito: ${why}`,
        `Migration ${name} of the database failed: ${why}`,
      ),
      text('Nulla è stato cambiato: segnalare l’errore.', 'Nothing was changed: please report it.'),
      cause,
    ),
  unguarded: (relations: readonly string[]) =>
    new StartFailure(
      'tables-unguarded',
      text(
        `Manca la protezione per riga su ${relations.join(', ')}.`,
        `Row-level security is missing on ${relations.join(', ')}.`,
      ),
      text(
        'Completare il passaggio con: call platform.guard(…)',
        'Complete the migration with: call platform.guard(…)',
      ),
    ),
};
