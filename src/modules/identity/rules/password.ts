import { type Text, text } from '../../../kernel/text.ts';

const shortest = 12;
const longest = 200;

const common = [
  'password',
  'qwerty',
  '123456',
  'abcdef',
  'comunanza',
  'comune',
  'iloveyou',
  'letmein',
  'benvenuto',
  'welcome',
  'changeme',
  'cambiami',
];

/** Guesses, as a power of ten, below which a password is among the first that anybody tries. */
const fewestGuesses = 9;

/**
 * What is wrong with a new password; nothing when it will do. Long enough, not one that everybody tries, not made of the
 * person's own name or address; no rules on which characters it holds.
 *
 * `guesses`: after how many tries, as a power of ten, somebody who goes through lists of common passwords, names, words, dates
 * and keyboard patterns would come upon it.
 */
export function passwordProblems(
  password: string,
  about: { readonly email: string; readonly name: string; readonly guesses?: number },
): Text[] {
  const problems: Text[] = [];
  const length = [...password].length;
  if (length < shortest) {
    problems.push(
      text(
        `Servono almeno ${shortest} caratteri: vanno bene quattro parole a caso.`,
        `At least ${shortest} characters: four random words will do.`,
      ),
    );
  }
  if (length > longest) problems.push(text(`Al massimo ${longest} caratteri.`, `At most ${longest} characters.`));
  const plain = letters(password);
  if (new Set(plain).size < 5) {
    problems.push(text('Servono almeno cinque caratteri diversi.', 'At least five different characters are needed.'));
  }
  const guessed = about.guesses !== undefined && about.guesses < fewestGuesses;
  if (guessed || common.some((word) => plain.length - word.length < 6 && plain.includes(word)) || isRun(plain)) {
    problems.push(
      text('È tra le password che si provano per prime.', 'It is among the first passwords anybody tries.'),
    );
  }
  const own = [about.email.split('@')[0] ?? '', ...about.name.split(/\s+/)]
    .map(letters)
    .filter((part) => part.length > 3);
  if (own.some((part) => plain.includes(part) && plain.length - part.length < 6)) {
    problems.push(
      text(
        'Non deve essere fatta con il proprio nome o indirizzo.',
        'It must not be made of one’s own name or address.',
      ),
    );
  }
  return problems;
}

function letters(words: string): string {
  return words.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** `abcdefghijkl`, `123456789012`: every character the one after. */
function isRun(plain: string): boolean {
  const codes = [...plain].map((character) => character.codePointAt(0)!);
  const steps = codes.slice(1).map((code, index) => code - codes[index]!);
  return (
    steps.length > 5 && steps.filter((step) => step === 1 || step === -1 || step === -9).length >= steps.length - 1
  );
}
