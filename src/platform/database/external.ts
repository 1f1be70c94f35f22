import { Client, type ClientConfig } from 'pg';
import { startFailures } from './start-failures.ts';

/**
 * Proves that `DATABASE_URL` leads to a PostgreSQL that can be used, and gives it in the words of `pg`.
 * Refuses `database-url-malformed`, `database-unreachable`, `database-wrong-password`, `database-missing`,
 * `database-too-old`, `database-encoding`. No sentence contains the password.
 */
export async function openExternal(url: string): Promise<ClientConfig> {
  const config: ClientConfig = { connectionString: url, connectionTimeoutMillis: 10_000 };
  const client = clientOf(url, config);
  const where = `${client.host}:${client.port}`;
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
              current_setting('server_encoding') as encoding`,
    );
    const { number, version, encoding } = rows[0];
    if (number < 150_000) throw startFailures.tooOld(version);
    if (encoding !== 'UTF8') throw startFailures.notUtf8(encoding);
  } catch (error) {
    throw explain(error, client, where);
  } finally {
    await client.end().catch(() => {});
  }
  return config;
}

function clientOf(url: string, config: ClientConfig): Client {
  if (!/^postgres(ql)?:\/\/./.test(url)) throw startFailures.badUrl();
  try {
    return new Client(config);
  } catch {
    throw startFailures.badUrl();
  }
}

function explain(error: unknown, client: Client, where: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case '28P01':
    case '28000':
      return startFailures.wrongPassword(client.user ?? '', where);
    case '3D000':
      return startFailures.noDatabase(client.database ?? '', where);
    case '42501':
      return startFailures.noPrivileges(client.user ?? '', 'CONNECT');
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
    case 'ENOENT':
    case 'EACCES':
    case '57P03':
      return startFailures.unreachable(where, error);
  }
  if (/password must be a string|SASL/.test(message)) return startFailures.wrongPassword(client.user ?? '', where);
  if (/timeout|terminated|not support SSL/i.test(message)) return startFailures.unreachable(where, error);
  return error;
}
