// The one door to every task: `node scripts/run.mjs TASK`. It is plain JavaScript because it must run before anything
// is installed. It checks Node, installs the locked dependencies when they are missing or stale, then runs
// scripts/TASK.ts with everything after TASK passed on.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** The lockfile as it was when we last installed it. */
const stamp = join(root, 'node_modules', '.opencredits-lock.json');
const [task, ...rest] = process.argv.slice(2);

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(
    `OpenCredits is built with Node 20 or later; this is ${process.version}. Get one at https://nodejs.org`,
  );
  process.exit(1);
}

const script = join(root, 'scripts', `${task}.ts`);
if (!task || !existsSync(script)) {
  console.error(`No such task: ${task ?? '(none)'}. The tasks are the scripts in package.json.`);
  process.exit(1);
}

installDependencies();
runTask();

/** Runs the task to its end. On Ctrl+C it waits for the task, which cleans up; the parent must not be gone before it. */
function runTask() {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...rest], {
    cwd: root,
    stdio: 'inherit',
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    // A terminal signals both of us; a `kill` only this process. A task must therefore bear the same signal twice. On
    // Windows Ctrl+C reaches both, and passing it on would end the task at once.
    process.on(signal, () => process.platform !== 'win32' && child.kill(signal));
  }
  // npm passes a `kill` on to the shell between us only, which dies of it alone; then we are somebody else's child.
  const parent = process.ppid;
  if (process.env['npm_lifecycle_event']) {
    setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
  }
  child.once('error', (error) => {
    console.error(`The task could not be started: ${error.message}`);
    process.exit(1);
  });
  child.once('exit', (code, signal) =>
    process.exit(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1)),
  );
}

/** Runs `npm ci` unless node_modules holds just what package-lock.json says. */
function installDependencies() {
  if (isInstalled()) return;
  console.log('Installing the locked dependencies (about half a minute the first time)…');
  // No package of ours needs its install script; a postinstall that is not run cannot do harm.
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const install = spawnSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (install.status !== 0) {
    console.error('npm ci failed (see above). Check the network, then run the same command again.');
    process.exit(install.status ?? 1);
  }
  writeFileSync(stamp, lockText());
}

/** True when we installed this very lockfile, or when npm's own record in node_modules says the same as it. */
function isInstalled() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockText()) return true;
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const wanted = JSON.parse(lockText()).packages;
  // Optional packages are those of other platforms; links and the root are the workspaces themselves.
  return Object.entries(wanted).every(
    ([path, { version, optional, link }]) =>
      !path.includes('node_modules/') || optional || link || installed[path]?.version === version,
  );
}

function lockText() {
  return readFileSync(join(root, 'package-lock.json'), 'utf8');
}
