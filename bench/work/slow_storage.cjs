// Preloaded into the engine's Node by bench/areas/storage.py: every look at a file of the repository takes
// BENCH_DELAY milliseconds longer, and how many there were is written to BENCH_COUNT at the end.
// Waiting calls wait side by side, as many at once as Node's thread pool would let them.

const fs = require("node:fs");
const { join } = require("node:path");
const promises = require("node:fs/promises");

const root = process.env.BENCH_ROOT;
const delay = Number(process.env.BENCH_DELAY);
const AT_ONCE = 64;
const cell = new Int32Array(new SharedArrayBuffer(4));

let count = 0;
let running = 0;
const queue = [];

for (const name of ["statSync", "lstatSync", "openSync", "readdirSync"]) slowNow(fs, name);
slowNow(fs.realpathSync, "native");
for (const name of ["stat", "lstat", "open", "readdir", "readlink", "realpath"]) slowLater(name);

process.on("exit", () => {
  fs.appendFileSync(join(process.env.BENCH_COUNT, String(process.pid)), String(count));
});

function slowNow(functions, name) {
  const original = functions[name];
  functions[name] = Object.assign((path, ...rest) => {
    if (isMeant(path)) {
      count++;
      if (delay > 0) Atomics.wait(cell, 0, 0, delay);
    }
    return original(path, ...rest);
  }, original);
}

function slowLater(name) {
  const original = promises[name];
  promises[name] = async (path, ...rest) => {
    if (isMeant(path)) {
      count++;
      if (delay > 0) await turn();
    }
    return original(path, ...rest);
  };
}

function isMeant(path) {
  return String(path).startsWith(root);
}

async function turn() {
  if (running >= AT_ONCE) await new Promise((resolve) => queue.push(resolve));
  running++;
  await new Promise((resolve) => setTimeout(resolve, delay));
  running--;
  queue.shift()?.();
}
