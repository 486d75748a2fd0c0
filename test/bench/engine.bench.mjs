// The engine alone beside JSON.parse of what the subgraphs said, behind Apollo Server beside bare node:http,
// and what an operation costs that nobody has asked before.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parse, validate } from 'graphql';
import { createEngine } from '../../gateway/dist/execution/index.js';
import { cannedGraph, queries } from './canned-subgraphs.mjs';
import { cpuMilliseconds } from './hub-process.mjs';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

await alone();
await behindHttp();
await unknownDocuments();

async function alone() {
  for (const [title, query] of Object.entries(queries)) {
    const { texts, ...graph } = cannedGraph();
    const engine = createEngine(graph);
    const document = parse(query);
    const ask = () => engine.execute({ document });
    const answer = await ask();
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    const parsing = await microseconds(async () => {
      for (const text of texts) JSON.parse(text);
    });
    const whole = await microseconds(ask);
    const writing = await microseconds(async () => JSON.stringify(answer));
    await engine.stop();
    const kilobytes = (texts.join('').length / 1000).toFixed(1);
    console.log(
      `${title}, engine alone: ${whole.toFixed(1)} µs, JSON.parse of what subgraphs said (${texts.length}, ${kilobytes} kB) ${parsing.toFixed(1)} µs (${(whole / parsing).toFixed(1)}×), JSON.stringify of the answer ${writing.toFixed(1)} µs`,
    );
  }
}

/** Processor time of one call of `act`, the best of three rounds. */
async function microseconds(act) {
  const round = async (milliseconds) => {
    const begun = process.cpuUsage();
    const until = performance.now() + milliseconds;
    let times = 0;
    for (; performance.now() < until; times += 20) for (let turn = 0; turn < 20; turn += 1) await act();
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / times;
  };
  await round(300);
  return Math.min(await round(200), await round(200), await round(200));
}

async function behindHttp() {
  const measured = new Map();
  // In turns, so that what else the machine does falls on both.
  for (const front of ['bare', 'apollo', 'bare', 'apollo']) {
    const server = fork(new URL('engine-server.mjs', import.meta.url), [front]);
    const [{ url }] = await once(server, 'message');
    for (const [title, query] of Object.entries(queries)) {
      await repeat(250, () => post(url, query));
      const before = cpuMilliseconds(server.pid);
      await repeat(400, () => post(url, query));
      const cost = (cpuMilliseconds(server.pid) - before) / 400;
      const key = `${title} ${front}`;
      measured.set(key, Math.min(cost, measured.get(key) ?? Number.POSITIVE_INFINITY));
    }
    server.kill();
    await once(server, 'exit');
  }
  for (const title of Object.keys(queries)) {
    const [bare, apollo] = ['bare', 'apollo'].map((front) => measured.get(`${title} ${front}`));
    console.log(
      `${title}, over HTTP: Apollo Server ${apollo.toFixed(2)} ms CPU per request, bare node:http ${bare.toFixed(2)} ms (${(apollo / bare).toFixed(1)}×)`,
    );
  }
}

async function unknownDocuments() {
  const { texts, ...graph } = cannedGraph();
  const engine = createEngine(graph);
  const query = queries['50 cases with person and delegation order'];
  const ask = async (text) => {
    const document = parse(text);
    validate(engine.publicSchema, document);
    await engine.execute({ document });
    return document;
  };
  const named = (name) => query.replace('caseNumber', `${name}: caseNumber`);
  for (let turn = 0; turn < 50; turn += 1) await ask(named(`warm${turn}`));
  const times = [];
  const kept = [];
  const before = heap();
  for (let turn = 0; turn < 300; turn += 1) {
    const begun = performance.now();
    kept.push(await ask(named(`cold${turn}`)));
    times.push(performance.now() - begun);
  }
  const kilobytes = (heap() - before) / 1000 / kept.length;
  times.sort((one, other) => one - other);
  console.log(
    `a new document (50 cases, two fetches): ${times[150].toFixed(2)} ms until its first answer, ${times[285].toFixed(2)} ms at the 95th percentile, planning in another process included`,
  );
  console.log(`a cached operation: ${kilobytes.toFixed(0)} kB of heap with its document`);
  await engine.stop();
}

function heap() {
  collectGarbage();
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function post(url, query) {
  const body = JSON.stringify({ query });
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const { errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
}

async function repeat(times, act) {
  let left = times;
  const lane = async () => {
    while (left-- > 0) await act();
  };
  await Promise.all(Array.from({ length: 8 }, lane));
}
