import { text } from '../../kernel/text.ts';
import { StartFailure } from '../database/start-failure.ts';
import { readNetworks } from './networks.ts';

const settings = ['COMUNANZA_WEBHOOK_NETWORKS', 'COMUNANZA_FORBIDDEN_NETWORKS'] as const;

/** Throws `StartFailure` `bad-networks` at a setting of networks that cannot be read: half a list would call, or spare, the wrong ones. */
export function checkNetworkSettings(environment: Readonly<Record<string, string | undefined>> = process.env): void {
  for (const name of settings) {
    const { wrong } = readNetworks(environment[name]);
    if (wrong.length === 0) continue;
    const words = wrong.map((word) => `«${word.slice(0, 60)}»`).join(', ');
    throw new StartFailure(
      'bad-networks',
      text(
        `In ${name} non è una rete: ${words}.`,
        `In ${name} this is no network: ${words.replace(/«/g, '“').replace(/»/g, '”')}.`,
      ),
      text(
        'Servono reti come 10.20.0.0/16 o fd00::/8, separate da virgole; una macchina sola è 10.20.3.4/32.',
        'It takes networks such as 10.20.0.0/16 or fd00::/8, with commas between; a single machine is 10.20.3.4/32.',
      ),
    );
  }
}
