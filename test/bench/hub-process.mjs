// Starts a hub as its users do, in a process of its own, and tells when it answers.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

/** Runs `command` until it prints its JSON line; gives the line's content and how to stop the process. */
export async function startHubProcess(command, args, options) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  const said = [];
  child.stderr.on('data', (chunk) => said.push(chunk));
  const exited = new Promise((resolve) => child.once('exit', resolve));
  let text = '';
  const ready = await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const line = text.split('\n').find((candidate) => candidate.startsWith('{"url"'));
      if (line) resolve(JSON.parse(line));
    });
    exited.then(() => reject(new Error(`The hub ended before it was ready: ${Buffer.concat(said)}`)));
  });
  return {
    ...ready,
    pid: child.pid,
    ended: exited,
    async stop() {
      child.kill('SIGINT');
      await exited;
    },
  };
}

export async function ask(hub, role, query, variables) {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${hub.tokens[role]}` },
    body: JSON.stringify({ query, variables }),
  });
  const answer = await response.json();
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

/** Processor time of a process so far, user and system, in milliseconds (Linux counts hundredths). */
export function cpuMilliseconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
