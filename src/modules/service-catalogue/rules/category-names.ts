import { type Text, text } from '../../../kernel/text.ts';
import type { RequestCategory } from './scope.ts';

/** What people ask for, as they say it. */
export const categoryNames: Readonly<Record<RequestCategory, Text>> = {
  pc: text('un computer fisso', 'a desktop computer'),
  notebook: text('un computer portatile', 'a notebook'),
  server: text('un server', 'a server'),
  printer: text('una stampante', 'a printer'),
  'network-device': text('un apparato di rete', 'a network device'),
  application: text('un programma', 'an application'),
  consumable: text('toner, cartucce o altri consumabili', 'toner, cartridges or other consumables'),
  'fixed-telephony': text('telefonia fissa', 'fixed telephony'),
  'mobile-telephony': text('telefonia mobile', 'mobile telephony'),
  tablet: text('un tablet', 'a tablet'),
  smartphone: text('uno smartphone', 'a smartphone'),
  'one-off-software': text('un programma per un solo atto o una sola norma', 'software for one act or one rule only'),
  'electric-device': text('una calcolatrice o un altro piccolo apparecchio', 'a calculator or another small device'),
};
