// plainjob at work, speaking the lines of dev.taskport.bench.child.Message over its standard streams.
import { createInterface } from "node:readline";
import { join } from "node:path";
import Database from "better-sqlite3";
import { better, defineQueue, defineWorker, JobStatus } from "plainjob";

const TYPE = "mail";
const BULK = 1000;
const silent = { error: console.error, warn: console.error, info: () => {}, debug: () => {} };
const nap = (millis) => new Promise((done) => setTimeout(done, millis));
const now = () => process.hrtime.bigint();
const wallMicros = () => Math.round((performance.timeOrigin + performance.now()) * 1000);

function open(folder) {
  const queue = defineQueue({
    connection: better(new Database(join(folder, "plainjob.db"))),
    logger: silent,
    serializer: (data) => data,
  });
  return queue;
}

function worker(queue, handle) {
  const running = defineWorker(TYPE, async (job) => handle(job.data), { queue, pollIntervall: 10, logger: silent });
  const ended = running.start();
  return {
    async stop() {
      await running.stop();
      await ended;
    },
  };
}

const left = (queue) =>
  queue.countJobs({ status: JobStatus.Pending }) + queue.countJobs({ status: JobStatus.Processing });

function percentiles(nanos) {
  const sorted = nanos.slice().sort((a, b) => a - b);
  const at = (part) => sorted[Math.ceil(part * sorted.length) - 1] / 1000;
  return { P50: at(0.5), P99: at(0.99) };
}

const cpuMicros = () => {
  const usage = process.cpuUsage();
  return usage.user + usage.system;
};

async function timing(work) {
  const cpu = cpuMicros();
  const start = now();
  const tasks = await work();
  const nanos = Number(now() - start);
  return { tasks, RATE: (tasks * 1e9) / nanos, CPU: (cpuMicros() - cpu) / Math.max(1, tasks) };
}

function requireLeft(queue, expected) {
  const found = left(queue);
  if (found !== expected) throw new Error(`Of ${expected} tasks ${found} are in the store.`);
}

function fill(queue, payload, tasks, end) {
  let done = 0;
  while (done < tasks && Date.now() < end) {
    queue.addMany(TYPE, Array(BULK).fill(payload));
    done += BULK;
  }
  return done;
}

async function drain(queue, payload, tasks, limit) {
  const stored = fill(queue, payload, tasks, Date.now() + limit);
  let handled = 0;
  let first;
  let all;
  const begun = new Promise((done) => (first = done));
  const finished = new Promise((done) => (all = done));
  const working = worker(queue, (data) => {
    if (!data) throw new Error("A task came without its payload");
    handled++;
    if (handled === 1) first();
    if (handled === stored) all();
  });
  await begun;
  const measured = await timing(async () => {
    await Promise.race([finished, nap(limit)]);
    return handled;
  });
  await working.stop();
  if (handled + left(queue) !== stored) {
    throw new Error(`Of ${stored} tasks ${handled} were handled and ${left(queue)} are left in the store.`);
  }
  return measured;
}

const programs = {
  async phase({ phase, tasks, payload, limitMillis, folder }) {
    const queue = open(folder);
    try {
      const end = Date.now() + Number(limitMillis);
      let measured;
      switch (phase) {
        case "ENQUEUE_SINGLE": {
          const calls = [];
          measured = await timing(() => {
            while (calls.length < tasks && Date.now() < end) {
              const start = now();
              queue.add(TYPE, payload);
              calls.push(Number(now() - start));
            }
            return calls.length;
          });
          requireLeft(queue, measured.tasks);
          Object.assign(measured, percentiles(calls));
          break;
        }
        case "ENQUEUE_BULK":
          measured = await timing(() => fill(queue, payload, tasks, end));
          requireLeft(queue, measured.tasks);
          break;
        case "DRAIN":
          measured = await drain(queue, payload, tasks, Number(limitMillis));
          break;
        default:
          throw new Error("It takes no part in " + phase);
      }
      const { tasks: ignored, ...figures } = measured;
      return figures;
    } finally {
      queue.close();
    }
  },

  async start({ perSecond, windowMillis, folder }) {
    const queue = open(folder);
    try {
      const tasks = Math.max(1, Math.floor((perSecond * windowMillis) / 1000));
      const times = [];
      const working = worker(queue, (data) => times.push((wallMicros() - JSON.parse(data).at) * 1000));
      await nap(1000);
      for (let i = 0; i < tasks; i++) {
        queue.add(TYPE, JSON.stringify({ at: wallMicros() }));
        await nap(1000 / perSecond);
      }
      for (let tries = 0; times.length < tasks && tries < 600; tries++) await nap(100);
      await working.stop();
      if (times.length !== tasks) throw new Error(`Of ${tasks} tasks ${times.length} started.`);
      return percentiles(times);
    } finally {
      queue.close();
    }
  },

  async idle({ windowMillis, folder }) {
    const queue = open(folder);
    try {
      const working = worker(queue, () => {});
      await nap(1000);
      const cpu = cpuMicros();
      const start = now();
      await nap(Number(windowMillis));
      const share = ((cpuMicros() - cpu) * 1e5) / Number(now() - start);
      await working.stop();
      return { IDLE: share };
    } finally {
      queue.close();
    }
  },
};

function parse(line) {
  const [verb, ...values] = line.split("\t");
  const decode = (text) => decodeURIComponent(text.replaceAll("+", " "));
  return [verb, Object.fromEntries(values.map((each) => each.split("=")).map(([name, value]) => [name, decode(value)]))];
}

function say(verb, values) {
  const parts = Object.entries(values).map(([name, value]) => `\t${name}=${encodeURIComponent(value)}`);
  process.stdout.write(verb + parts.join("") + "\n");
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    const [verb, values] = parse(line);
    if (!programs[verb]) throw new Error("There is no program " + verb);
    say("measured", await programs[verb](values));
  } catch (e) {
    console.error(e);
    say("failed", { message: String(e.message) });
  }
}
