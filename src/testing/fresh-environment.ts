const kept = Symbol.for('comunanza.environment');
const shared = globalThis as { [kept]?: NodeJS.ProcessEnv };

/** Test files share a process: each begins with the environment that the first one found. */
shared[kept] ??= { ...process.env };
for (const name of Object.keys(process.env)) if (!(name in shared[kept])) delete process.env[name];
Object.assign(process.env, shared[kept]);
