import { sql } from 'kysely';
import { inContext } from '../../../platform/database/context.ts';
import { wholeInstallation } from '../../../platform/jobs/installation-context.ts';
import { type Received, startSmtpServer } from '../../smtp-server.ts';
import type { Place } from '../place.ts';
import type { Step, StepsOfModule } from '../step.ts';

/** Takes what the letters of the walk say, if a job were to send them. */
const smtp: { readonly port: number; readonly received: readonly Received[] } = await startSmtpServer();

const word = (place: Place) => place.mark(null, 'security');

const mailServer: Step = {
  action: 'operations/set-mail-server',
  as: 'SYS lead',
  inputs: (place) => [
    {
      host: '127.0.0.1',
      port: smtp.port,
      security: 'none',
      sender: `${word(place)}@walk.example`,
      senderName: `Posta ${word(place)}`,
    },
  ],
};

export const operationsSteps: StepsOfModule = {
  steps: [
    mailServer,
    { action: 'operations/remove-mail-server', as: 'SYS lead', inputs: () => [{}] },
    mailServer,
    {
      action: 'operations/send-trial-mail',
      as: 'SYS lead',
      inputs: (place) => [{ to: `prova-${word(place)}@walk.example` }],
      keep: (place, answer: { message: string }) => {
        place.ids.message = answer.message;
      },
    },
    { action: 'operations/send-mail-again', as: 'SYS lead', inputs: (place) => [{ message: place.ids.message }] },
    {
      action: 'operations/retry-pending',
      as: 'installer',
      before: async (place, { database, clock }) => {
        const { rows } = await inContext(database, wholeInstallation, (tx) =>
          sql<{ id: string }>`insert into platform.reactions (association, id, reaction, payload, asked, tries, error)
            values (${place.association}, gen_random_uuid(), 'walk/react', '{}', ${clock().instant}, 1, 'guasto')
            returning id`.execute(tx),
        );
        place.ids.reaction = rows[0]!.id;
      },
      inputs: (place) => [{ id: place.ids.reaction }],
    },
    { action: 'operations/list-mail', as: 'SYS lead', inputs: () => [{}, { state: 'waiting' }] },
  ],
};
