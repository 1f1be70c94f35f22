// npm run check: types, style, walls and the tests of pure rules, in under a minute.
import { spawn } from 'node:child_process';
import { prepare } from './prepare.mjs';
import { launch, projectFolder } from './project.mjs';

const checks = {
  types: ['node_modules/typescript/bin/tsc', '--noEmit'],
  style: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'],
  walls: ['node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', 'src', '--config', '.dependency-cruiser.mjs'],
  rules: ['node_modules/vitest/vitest.mjs', 'run', '--project', 'rules', '--reporter=dot'],
};

await launch(async () => {
  const node = await prepare({ development: true, build: false });
  const failed = [];
  const check = async (name) => {
    const { code, said } = await run(node, checks[name]);
    if (code !== 0) failed.push(name);
    process.stdout.write(code === 0 ? `${name}: ok\n` : `${said}\n${name}: failed\n`);
  };
  await Promise.all([
    check('types'),
    check('style')
      .then(() => check('walls'))
      .then(() => check('rules')),
  ]);
  process.exitCode = failed.length > 0 ? 1 : 0;
});

function run(command, options) {
  return new Promise((resolve) => {
    const child = spawn(command, options, { cwd: projectFolder, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        said += text;
      });
    }
    child.on('error', (error) => resolve({ code: 1, said: error.message }));
    child.on('close', (code) => resolve({ code, said }));
  });
}
