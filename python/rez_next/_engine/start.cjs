// Runs the engine's bundle with the functions that earlier processes have compiled. Node's own
// cache of compiled code is filled before anything has run, so it lacks nearly every function; here
// it is written when the process ends. An engine that starts, resolves 33 packages and ends takes 104 ms
// of processor time with it and 132 ms with Node's (request 0 of bench/areas/solves.py).
//
//   node start.cjs <bundle>
//
// The user's folder is named by REZ_NEXT_COMPILED. Beside the bundle lies what the Node that made the
// bundle has compiled (build_backend/rez_next_build/compiled.py), for users who have nothing yet. A
// file is of one text of the bundle and one Node; V8 refuses what another version or other flags have
// made. Whatever goes wrong, the text is compiled.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { setFlagsFromString } = require("node:v8");
const vm = require("node:vm");
const { crc32 } = require("node:zlib");

/** V8 refuses code that was compiled under other flags: they are the same when code is read and when it
 * is written, whatever the engine sets in between. Its collector is for collect-garbage.ts. V8 alone
 * lets a heap grow to several times of what is in use: rez's 188 benchmark requests took 340 to 390 MB
 * while they were resolved, and take 240 in the same time. */
const FLAGS = ["--expose-gc", "--heap-growing-percent=100"];

const SHIPPED = path.join(__dirname, "compiled");

/** A process compiles what it uses: of those that serve the same methods, several add to the file. */
const GENERATIONS = 4;
/** The code's checksum, how many processes have added to it, and the length of what follows: the
 * methods that they have served, with commas between. */
const HEADER_BYTES = 12;
/** Less is not worth writing. */
const GROWTH = 1.02;

/** What lies longer is of a build that is gone, or is made again. */
const KEPT_DAYS = 30;

// As if Node had been started with the bundle.
process.argv.splice(1, 1);
for (const flag of FLAGS) setFlagsFromString(flag);
const bundle = process.argv[1];
const load = compiled(fs.readFileSync(bundle)).runInThisContext();
load.call(module.exports, module.exports, require, module, bundle, path.dirname(bundle));

function compiled(bytes) {
  const file = compiledFile(process.env.REZ_NEXT_COMPILED, bytes);
  const kept = readCompiled(file) ?? readCompiled(compiledFile(SHIPPED, bytes));
  // The bundle is all ASCII, which takes a byte a character and no decoding.
  const text = bytes.toString("latin1");
  const script = new vm.Script(
    `(function (exports, require, module, __filename, __dirname) {${text}\n})`,
    {
      filename: bundle,
      cachedData: kept === null ? undefined : kept.code,
      importModuleDynamically: vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    },
  );
  const nothing = { generation: 0, methods: [], code: null };
  const known = kept === null || script.cachedDataRejected ? nothing : kept;
  if (file !== null) process.on("exit", () => keepCompiled(file, script, known));
  return script;
}

function compiledFile(folder, bytes) {
  if (!folder || crc32 === undefined) return null;
  const of = [process.version, process.arch, bytes.length, crc32(bytes).toString(16)];
  return path.join(folder, of.join("-"));
}

function readCompiled(from) {
  if (from === null) return null;
  try {
    const bytes = fs.readFileSync(from);
    const codeStart = HEADER_BYTES + bytes.readUInt32LE(8);
    const code = bytes.subarray(codeStart);
    if (crc32(code) !== bytes.readUInt32LE(0)) return null;
    const names = bytes.toString("latin1", HEADER_BYTES, codeStart);
    const methods = names === "" ? [] : names.split(",");
    return { code, generation: bytes.readUInt32LE(4), methods };
  } catch {
    return null;
  }
}

/** Others may be reading and writing: a file appears whole, and the last one stays. */
function keepCompiled(file, script, known) {
  // A bundle that failed while it was loaded has none.
  const methods = [...new Set([...known.methods, ...(module.exports.servedMethods ?? [])])];
  const isNew = methods.length > known.methods.length;
  if (!isNew && known.generation >= GENERATIONS) return;
  const own = `${file}.${process.pid}`;
  try {
    for (const flag of FLAGS) setFlagsFromString(flag);
    const code = script.createCachedData();
    const isMore = known.code === null || code.length > known.code.length * GROWTH;
    const kept = isMore ? code : known.code;
    const names = Buffer.from(methods.join(","), "latin1");
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt32LE(crc32(kept), 0);
    header.writeUInt32LE(isNew ? 1 : known.generation + 1, 4);
    header.writeUInt32LE(names.length, 8);
    fs.writeFileSync(own, Buffer.concat([header, names, kept]), { mode: 0o600, flag: "wx" });
    fs.renameSync(own, file);
    if (known.code === null) removeOld(path.dirname(file));
  } catch {
    remove(own);
  }
}

function removeOld(folder) {
  const oldest = Date.now() - KEPT_DAYS * 24 * 3600 * 1000;
  for (const name of fs.readdirSync(folder)) {
    const file = path.join(folder, name);
    if (fs.lstatSync(file).mtimeMs < oldest) remove(file);
  }
}

function remove(file) {
  try {
    fs.unlinkSync(file);
  } catch {
    // It is gone, or stays.
  }
}
