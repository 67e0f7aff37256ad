// src/core/byte-order.ts
var BEYOND_16_BITS = /[\ud800-\udfff]/;
function byteOrder(a, b) {
  if (BEYOND_16_BITS.test(a) || BEYOND_16_BITS.test(b)) {
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/core/code-tree.ts
var totalBytes = (entries) => entries.reduce((sum, entry) => sum + (entry.kind === "file" ? entry.size : 0), 0);
var byTarName = (a, b) => byteOrder(tarName(a), tarName(b));
var tarName = ({ kind, path }) => kind === "directory" ? `${path}/` : path;

// src/core/dependency-split.ts
var FOLDERS = {
  nodejs: /(^|\/)node_modules\//,
  python: /(^|\/)(site|dist)-packages\//,
  ruby: /^vendor\/bundle\//,
  java: /^lib\//,
  dotnet: null,
  provided: null
};
function dependencySplit(family, installed = /* @__PURE__ */ new Set()) {
  const folders = FOLDERS[family];
  if (folders === null) return null;
  return (path) => folders.test(`${path}/`) || installed.has(topOf(path));
}
var topOf = (path) => {
  const slash = path.indexOf("/");
  return slash < 0 ? path : path.slice(0, slash);
};
function installedNames(record) {
  const names = /* @__PURE__ */ new Set();
  for (const line of record.split("\n")) {
    const name = /^"?([^/,"\r]+)/.exec(line)?.[1];
    if (name !== void 0 && name !== ".." && name !== "__pycache__") names.add(name);
  }
  return [...names];
}

// src/core/build-hint.ts
var BUILDS = [
  [/\/target\/lambda(\/|$)/, "cargo lambda build --release"],
  [/\/target\/.*\.jar$/, "mvn package"],
  [/\/build\/libs(\/|$)|\.jar$/, "./gradlew build"],
  [/\/bin\/(Release|Debug)(\/|$)|\/publish$/, "dotnet publish"],
  [/\/(dist|build|out|lib|\.build|\.webpack|\.esbuild)(\/|$)/, "npm run build"],
  [/\.zip$/, "(cd CODE && zip -qr ../function.zip .)"]
];
var BY_FAMILY = {
  provided: "GOOS=linux go build -tags lambda.norpc -o bootstrap",
  dotnet: "dotnet publish",
  java: "mvn package"
};
var buildHint = (path, family) => BUILDS.find(([pattern]) => pattern.test(path))?.[1] ?? (family === null ? null : BY_FAMILY[family] ?? null);

// src/errors/catalog.ts
var CATALOG = {
  USAGE: {
    exit: 2,
    fault: "project",
    when: "a flag or an argument is unknown, missing or contradicts another",
    hint: "lambdock --help shows the commands and their flags"
  },
  PROJECT_NOT_FOUND: {
    exit: 2,
    fault: "project",
    when: "there is no project file and the flags do not describe a function",
    hint: "name one with --project FILE, write one with `lambdock init`, or give --runtime, --handler and --code"
  },
  PROJECT_INVALID: {
    exit: 2,
    fault: "project",
    when: "the project file has unknown keys, wrong types or impossible values",
    hint: "correct the places named above; the schema ships as lambdock.schema.json"
  },
  PROJECT_UNSUPPORTED: {
    exit: 2,
    fault: "project",
    when: "the project file uses a form that lambdock cannot read",
    hint: "describe the function in a lambdock.yml (`lambdock init`) or by flags"
  },
  ENV_INVALID: {
    exit: 2,
    fault: "project",
    when: "an environment file or variable has the wrong shape, or uses a reserved name",
    hint: 'give KEY=VALUE lines or {"Parameters": {...}, "function": {...}}'
  },
  REFERENCE_UNRESOLVED: {
    exit: 2,
    fault: "project",
    when: "an environment variable is a reference whose value is not known",
    hint: "give the value with --env NAME=VALUE or --env-file FILE"
  },
  FUNCTION_NOT_FOUND: {
    exit: 2,
    fault: "project",
    when: "the project has no function of that name",
    hint: "`lambdock functions list` shows every name"
  },
  FUNCTION_AMBIGUOUS: {
    exit: 2,
    fault: "project",
    when: "no function was named and the project has several",
    hint: "name one of the functions listed above"
  },
  RUNTIME_UNKNOWN: {
    exit: 2,
    fault: "project",
    when: "the runtime is not in the runtime table",
    hint: "`lambdock images list` shows every runtime; --image takes any base image"
  },
  HANDLER_MISSING: {
    exit: 2,
    fault: "project",
    when: "a function has a runtime but no handler",
    hint: "add `handler: file.function`, or give --handler"
  },
  CODE_NOT_FOUND: {
    exit: 2,
    fault: "project",
    when: "there is nothing, or nothing readable, at the code path",
    hint: "correct `code:`, or run the build that makes it"
  },
  CODE_INVALID: {
    exit: 2,
    fault: "project",
    when: "the code or layer archive is not a zip, escapes its folder, or is over 250 MB unzipped",
    hint: "make the archive again; Lambda would refuse it too"
  },
  LAYER_LIMIT: {
    exit: 2,
    fault: "project",
    when: "a function has more than five layers, or over 250 MB unzipped with its code",
    hint: "Lambda allows five layers and 250 MB; merge or trim them"
  },
  LAYER_NOT_FOUND: {
    exit: 3,
    fault: "environment",
    when: "a layer is not at hand",
    hint: "give a local copy: a folder or a .zip"
  },
  EVENT_INVALID: {
    exit: 2,
    fault: "project",
    when: "the event or the client context is missing, not JSON, or not UTF-8",
    hint: "check the place named above; --raw sends text as a JSON string"
  },
  EVENT_TOO_LARGE: {
    exit: 2,
    fault: "project",
    when: "the event is over 6,291,556 bytes, the most that Lambda takes",
    hint: "send a smaller event, or a reference to an object in S3"
  },
  DOCKER_UNREACHABLE: {
    exit: 3,
    fault: "environment",
    when: "no Docker engine answers at the endpoint",
    hint: "start Docker, or name another endpoint with --docker-host or --docker-context"
  },
  DOCKER_FORBIDDEN: {
    exit: 3,
    fault: "environment",
    when: "the user may not talk to the Docker engine",
    hint: "add the user to the docker group (`sudo usermod -aG docker $USER`), then log in again"
  },
  DOCKER_API_UNSUPPORTED: {
    exit: 3,
    fault: "environment",
    when: "the Docker engine and lambdock have no API version in common",
    hint: "update Docker: lambdock speaks API 1.41 and later"
  },
  DOCKER_FAILED: {
    exit: 3,
    fault: "environment",
    when: "the Docker engine refused a request or went away",
    hint: "`lambdock doctor` checks this machine"
  },
  IMAGE_NOT_FOUND: {
    exit: 3,
    fault: "environment",
    when: "the base image is absent and may not be pulled",
    hint: "pull it, or allow the pull with --pull missing"
  },
  IMAGE_PULL_FAILED: {
    exit: 3,
    fault: "environment",
    when: "the base image is absent and the registry did not deliver it",
    hint: "offline, `lambdock images build` makes stand-ins; behind a mirror, give --registry PREFIX"
  },
  IMAGE_BUILD_FAILED: {
    exit: 3,
    fault: "environment",
    when: "a step of building an image failed",
    hint: "the last lines of the builder are above"
  },
  STAND_IN_UNAVAILABLE: {
    exit: 3,
    fault: "environment",
    when: "no stand-in can be built for the runtime or the architecture",
    hint: "`lambdock images list` shows for which runtimes a stand-in can be built"
  },
  IMAGE_UNUSABLE: {
    exit: 3,
    fault: "environment",
    when: "the image has no Runtime Interface Emulator, or is for another architecture",
    hint: "start from an AWS base image, or give --architecture"
  },
  AWS_CREDENTIALS: {
    exit: 3,
    fault: "environment",
    when: "AWS credentials were asked for and there are none, or they have expired",
    hint: "log in again (`aws sso login --profile NAME`), or drop --aws-profile and --aws-env"
  },
  NETWORK_NOT_FOUND: {
    exit: 3,
    fault: "environment",
    when: "the Docker network named by --network does not exist",
    hint: "`docker network ls` shows the networks"
  },
  PORT_IN_USE: {
    exit: 3,
    fault: "environment",
    when: "the engine could not publish a port on the loopback address",
    hint: "try again; `lambdock ps` shows what still runs"
  },
  DISK_FAILED: {
    exit: 3,
    fault: "environment",
    when: "a disk is full or a path is not writable",
    hint: "free some space; `lambdock prune` removes what lambdock made"
  },
  SANDBOX_NOT_READY: {
    exit: 3,
    fault: "environment",
    when: "the container did not start listening",
    hint: "`lambdock doctor` checks this machine"
  },
  SANDBOX_LOST: {
    exit: 3,
    fault: "environment",
    when: "the container went away, and not by the function\u2019s doing",
    hint: "invoke again; if the engine restarted, `lambdock prune` removes what it left"
  },
  SIGINT: {
    exit: 130,
    fault: "signal",
    when: "interrupted (Ctrl-C); everything started has been removed",
    hint: "invoke again"
  },
  SIGTERM: {
    exit: 143,
    fault: "signal",
    when: "told to stop; everything started has been removed",
    hint: "invoke again"
  },
  BUG: {
    exit: 70,
    fault: "lambdock",
    when: "a bug in lambdock",
    hint: "please report it with the text above"
  }
};

// src/errors/lambdock-error.ts
var MARK = /* @__PURE__ */ Symbol.for("dev.lambdock.error");
var LambdockError = class extends Error {
  name = "LambdockError";
  code;
  suggestions;
  details;
  /** Read by oclif with --json. */
  exitCode;
  /** Read by oclif without --json. */
  oclif;
  constructor(code, init) {
    super(init.message, init.cause === void 0 ? void 0 : { cause: init.cause });
    this.code = code;
    this.suggestions = init.suggestions ?? [CATALOG[code].hint];
    this.details = init.details ?? {};
    this.exitCode = CATALOG[code].exit;
    this.oclif = { exit: CATALOG[code].exit };
    Object.defineProperty(this, MARK, { value: true });
  }
};

// src/files/code-error.ts
function unreadable(request, path, error) {
  const errno = error.code ?? "EIO";
  return notFound(request, `${path}: ${WORDS[errno] ?? "cannot be read"} (${errno})`, {
    cause: error,
    details: { path, errno }
  });
}
function notFound(request, why, more = {}) {
  const build = request.what === "code" ? buildHint(request.path, request.family) : null;
  return new LambdockError(request.what === "code" ? "CODE_NOT_FOUND" : "LAYER_NOT_FOUND", {
    message: `The ${request.what} is not there: ${why}`,
    details: { path: request.path, ...more.details },
    cause: more.cause,
    ...build !== null && {
      suggestions: [`if a build makes it, run it first: ${build}`, "or correct `code:`"]
    }
  });
}
var invalid = (request, why, entry) => new LambdockError("CODE_INVALID", {
  message: entry === void 0 ? `The ${request.what} ${request.path} ${why}` : `The ${request.what} ${request.path} cannot be used: ${JSON.stringify(entry)} ${why}`,
  details: { path: request.path, ...entry !== void 0 && { entry } },
  suggestions: [
    request.kind === "archive" ? "make the archive again; Lambda would refuse it too" : "remove the entry, or leave it out with a pattern in .lambdockignore"
  ]
});
function unreadableByLambda(request, closed) {
  if (closed.length === 0) return [];
  const named = closed.slice(0, NAMED).map(({ path }) => path);
  const more = closed.length > NAMED ? ` and ${closed.length - NAMED} more` : "";
  return [
    `Lambda could not read ${named.join(", ")}${more} of ${request.path}: not readable by all users (chmod a+rX)`
  ];
}
var NAMED = 3;
var WORDS = {
  ENOENT: "no such file or folder",
  ENOTDIR: "not a folder",
  EISDIR: "a folder, where a file is expected",
  EACCES: "no permission to read it",
  EPERM: "no permission to read it"
};

// src/files/digest-archive.ts
import { statSync } from "node:fs";

// src/files/digest-part.ts
import { createHash as createHash3 } from "node:crypto";
import { join as join2 } from "node:path";

// src/core/digest.ts
import { createHash } from "node:crypto";
var sha256 = (data) => createHash("sha256").update(data).digest("hex");
var isSha256 = (text) => /^[0-9a-f]{64}$/.test(text);
function digestEntries(entries, contentDigest) {
  const hash = createHash("sha256");
  for (const entry of entries) {
    hash.update(`${entry.kind}\0${entry.path}\0${factsOf(entry, contentDigest)}
`);
  }
  return hash.digest("hex");
}
function factsOf(entry, contentDigest) {
  if (entry.kind === "link") return entry.target;
  const mode = entry.mode.toString(8);
  return entry.kind === "file" ? `${mode}\0${contentDigest(entry.path) ?? ""}` : mode;
}

// src/files/digest-cache.ts
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pid } from "node:process";
var fileKey = (stamp, path) => `${stamp} ${path}`;
var FORMAT = "lambdock digests 1";
var END = "end";
var SHA_LENGTH = 64;
function digestCache(folder, name) {
  const file = join(folder, "digests", sha256(name).slice(0, 32));
  return {
    treeDigest: (fingerprint) => readLines(file)?.find((line) => line.startsWith(`${fingerprint} `))?.slice(-SHA_LENGTH) ?? null,
    fileDigests: () => new Map(
      (readLines(`${file}.files`) ?? []).filter((line) => isSha256(line.slice(0, SHA_LENGTH))).map((line) => [line.slice(SHA_LENGTH + 1), line.slice(0, SHA_LENGTH)])
    ),
    writeTree: (fingerprint, digest) => writeLines(file, [`${fingerprint} ${digest}`]),
    writeFiles: (digests) => writeLines(
      `${file}.files`,
      Array.from(digests, ([key, digest]) => `${digest} ${key}`).filter(isOneLine)
    )
  };
}
var isOneLine = (text) => !text.includes("\n");
function readLines(file) {
  try {
    const lines = readFileSync(file, "utf8").split("\n");
    return lines[0] === FORMAT && lines.at(-1) === END ? lines.slice(1, -1) : null;
  } catch {
    return null;
  }
}
function writeLines(file, lines) {
  const aside = `${file}.${String(pid)}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(aside, [FORMAT, ...lines, END].join("\n"));
    renameSync(aside, file);
  } catch {
    removeQuietly(aside);
  }
}
function removeQuietly(file) {
  try {
    rmSync(file, { force: true });
  } catch {
  }
}

// src/files/hash-files.ts
import { createHash as createHash2 } from "node:crypto";
import { createReadStream, readFileSync as readFileSync2 } from "node:fs";

// src/files/time-slices.ts
import { setImmediate } from "node:timers/promises";
var SLICE_MS = 10;
function timeSlices(signal) {
  let started = performance.now();
  return {
    due: () => performance.now() - started > SLICE_MS,
    async pause() {
      await setImmediate();
      signal?.throwIfAborted();
      started = performance.now();
    }
  };
}

// src/files/hash-files.ts
var SMALL = 256 * 1024;
var AT_ONCE = 4;
async function hashFiles(files, signal) {
  const digests = new Array(files.length).fill("");
  const slices = timeSlices(signal);
  const large = [];
  for (const [index, { path, size }] of files.entries()) {
    if (size > SMALL) {
      large.push(index);
      continue;
    }
    digests[index] = sha256(readFileSync2(path));
    if (slices.due()) await slices.pause();
  }
  const queue = large.values();
  const reader = async () => {
    for (const index of queue) digests[index] = await hashStream(files[index]?.path ?? "", signal);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, large.length) }, reader));
  return digests;
}
async function hashStream(path, signal) {
  const hash = createHash2("sha256");
  const stream = createReadStream(path, { highWaterMark: SMALL, ...signal && { signal } });
  for await (const chunk of stream) hash.update(chunk);
  return hash.digest("hex");
}

// src/files/digest-part.ts
var FEW_FILES = 200;
var FEW_BYTES = 1024 * 1024;
var TOO_YOUNG_MS = 2e3;
async function digestPart(part, options) {
  const entries = part.walked.map(({ entry }) => entry);
  if (entries.length < FEW_FILES && totalBytes(entries) < FEW_BYTES) {
    const contents = await hashed(part, part.walked, options.signal);
    return digestEntries(entries, (path) => contents.get(path));
  }
  const cache = digestCache(options.cacheFolder, `${part.root}\0${part.name}`);
  const fingerprint = fingerprintOf(part.walked);
  return cache.treeDigest(fingerprint) ?? await digestAnew(part, { ...options, cache, fingerprint });
}
async function digestAnew(part, options) {
  const { cache, fingerprint, now = Date.now } = options;
  const settled = now() - TOO_YOUNG_MS;
  const known = cache.fileDigests();
  const files = part.walked.filter(({ entry }) => entry.kind === "file");
  const unknown = files.filter((file) => !known.has(keyOf(file)));
  const contents = new Map(await hashed(part, unknown, options.signal));
  const kept = /* @__PURE__ */ new Map();
  for (const file of files) {
    const content = contents.get(file.entry.path) ?? known.get(keyOf(file)) ?? "";
    contents.set(file.entry.path, content);
    if (file.changedMs < settled) kept.set(keyOf(file), content);
  }
  const digest = digestEntries(
    part.walked.map(({ entry }) => entry),
    (path) => contents.get(path)
  );
  cache.writeFiles(kept);
  if (kept.size === files.length) cache.writeTree(fingerprint, digest);
  return digest;
}
var keyOf = ({ entry }) => fileKey(stampIn(entry), entry.path);
var stampIn = (entry) => entry.kind === "file" ? entry.stamp ?? "" : "";
async function hashed({ root }, walked, signal) {
  const files = walked.flatMap(({ entry }) => entry.kind === "file" ? [entry] : []);
  const digests = await hashFiles(
    files.map(({ path, size }) => ({ path: join2(root, path), size })),
    signal
  );
  return new Map(files.map(({ path }, index) => [path, digests[index] ?? ""]));
}
function fingerprintOf(walked) {
  const hash = createHash3("sha256");
  let lines = "";
  for (const { entry } of walked) {
    const facts = entry.kind === "link" ? entry.target : stampIn(entry);
    lines += `${entry.kind}\0${entry.path}\0${facts}
`;
    if (lines.length < HASHED_AT_ONCE) continue;
    hash.update(lines);
    lines = "";
  }
  return hash.update(lines).digest("hex");
}
var HASHED_AT_ONCE = 64 * 1024;

// src/files/walk-folder.ts
import { lstatSync, readdirSync, readlinkSync } from "node:fs";

// src/core/link-target.ts
import { posix } from "node:path";
function leadsOut(path, target) {
  if (target === "" || /^[A-Za-z]:[\\/]|^[\\/]/.test(target)) return true;
  const end = posix.normalize(posix.join(posix.dirname(path), target));
  return end === ".." || end.startsWith("../");
}

// src/files/ignore-rules.ts
import { readFileSync as readFileSync3 } from "node:fs";
import { join as join3 } from "node:path";
var IGNORE_FILE = ".lambdockignore";
var ALWAYS_IGNORED = [
  ".git",
  ".hg",
  ".svn",
  ".DS_Store",
  "Thumbs.db",
  "*.swp",
  IGNORE_FILE
];
async function ignoreRules(request, names) {
  const patterns = [...request.ignore, ...ignoreFile(request, names)];
  if (patterns.length === 0) return (_path, name) => isLitter(name);
  const { default: ignore } = await import("ignore");
  const rules = ignore().add(ALWAYS_IGNORED).add(patterns);
  return (path, _name, isFolder) => rules.ignores(isFolder ? `${path}/` : path);
}
var NAMES = new Set(ALWAYS_IGNORED.filter((name) => !name.includes("*")));
var isLitter = (name) => NAMES.has(name) || name.endsWith(".swp");
function ignoreFile(request, names) {
  if (!names.includes(IGNORE_FILE)) return [];
  const path = join3(request.path, IGNORE_FILE);
  try {
    return readFileSync3(path, "utf8").split(/\r?\n/);
  } catch (error) {
    throw unreadable(request, path, error);
  }
}

// src/files/walk-folder.ts
var WHITEOUT = ".wh.";
async function walkFolder(request, signal) {
  const slices = timeSlices(signal);
  const top = listFolder(request, "");
  const names = top.map((child) => child.name);
  const isIgnored = await ignoreRules(request, names);
  const found = [];
  const ahead = entriesOf(request, { folder: "", children: top, isIgnored }).reverse();
  for (let next = ahead.pop(); next !== void 0; next = ahead.pop()) {
    found.push(next);
    if (slices.due()) await slices.pause();
    if (next.entry.kind !== "directory") continue;
    const folder = next.entry.path;
    const children = listFolder(request, folder);
    for (const child of entriesOf(request, { folder, children, isIgnored }).reverse()) {
      ahead.push(child);
    }
  }
  return found;
}
function listFolder(request, folder) {
  try {
    return readdirSync(`${request.path}/${folder}`, { withFileTypes: true });
  } catch (error) {
    throw unreadable(request, folder === "" ? request.path : `${request.path}/${folder}`, error);
  }
}
function entriesOf(request, { folder, children, isIgnored }) {
  const found = [];
  for (const child of children) {
    const path = folder === "" ? child.name : `${folder}/${child.name}`;
    if (isIgnored(path, child.name, child.isDirectory())) continue;
    const entry = walkedEntry(request, path, child.name);
    if (entry !== null) found.push(entry);
  }
  return found.sort((a, b) => byTarName(a.entry, b.entry));
}
function walkedEntry(request, path, name) {
  if (name.includes("\uFFFD")) throw invalid(request, "is not named in UTF-8", path);
  if (name.startsWith(WHITEOUT)) throw invalid(request, "has a name that Docker reserves", path);
  const absolute = `${request.path}/${path}`;
  try {
    const stat = lstatSync(absolute, { throwIfNoEntry: false });
    if (stat === void 0) return null;
    return {
      entry: entryOf(request, path, stat),
      changedMs: changedMs(stat),
      isReadableByAll: isReadableByAll(stat)
    };
  } catch (error) {
    throw error.syscall === void 0 ? error : unreadable(request, absolute, error);
  }
}
var stampOf = ({ size, mtimeMs, ctimeMs, ino }) => `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
var changedMs = ({ mtimeMs, ctimeMs }) => Math.max(mtimeMs, ctimeMs);
function entryOf(request, path, stat) {
  const { mtimeMs, size } = stat;
  if (stat.isFile()) {
    const mode = (stat.mode & 73) === 0 ? 420 : 493;
    return { kind: "file", path, mtimeMs, mode, size, stamp: stampOf(stat) };
  }
  if (stat.isDirectory()) return { kind: "directory", path, mtimeMs, mode: 493 };
  if (stat.isSymbolicLink()) {
    const target = readlinkSync(`${request.path}/${path}`);
    if (leadsOut(path, target)) {
      throw invalid(request, `is a link that leads out of the folder, to ${target}`, path);
    }
    return { kind: "link", path, mtimeMs, target };
  }
  throw invalid(request, "is neither a file, a folder nor a link", path);
}
function isReadableByAll(stat) {
  const needed = stat.isDirectory() ? 5 : 4;
  return (stat.mode & needed) === needed;
}

// src/files/digest-archive.ts
async function digestArchive(source, options) {
  const stat = statSync(source.path);
  if (!stat.isFile()) {
    throw unreadable(source, source.path, Object.assign(new Error("not a file"), { code: "EISDIR" }));
  }
  const { size, mtimeMs } = stat;
  const entry = { kind: "file", path: "", mtimeMs, mode: 0, size, stamp: stampOf(stat) };
  const walked = [{ entry, changedMs: changedMs(stat), isReadableByAll: true }];
  return digestPart({ root: source.path, name: "archive", walked }, options);
}

// src/files/installed-packages.ts
import { readFileSync as readFileSync4 } from "node:fs";
import { join as join4 } from "node:path";
var RECORD = /^[^/]+\.dist-info\/RECORD$/;
function installedPackages(root, walked) {
  const names = walked.flatMap(
    ({ entry }) => entry.kind === "file" && RECORD.test(entry.path) ? recordedNames(join4(root, entry.path)) : []
  );
  return new Set(names);
}
function recordedNames(path) {
  try {
    return installedNames(readFileSync4(path, "utf8"));
  } catch {
    return [];
  }
}

// src/files/read-tree.ts
var TRIES = 3;
async function readTree(request, options) {
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      if (request.kind === "archive") return await readArchive(request, options);
      return await readFolder(request, options);
    } catch (error) {
      const { code, path, syscall } = error;
      if (syscall === void 0) throw error;
      if (code !== "ENOENT" || left === 0) throw unreadable(request, path ?? request.path, error);
    }
  }
}
async function readArchive(source, options) {
  const digest = await digestArchive(source, options);
  const kind = source.what === "layer" ? "layer" : "code";
  return { source, warnings: [], parts: [{ kind, source, digest, entries: null, bytes: null }] };
}
async function readFolder(source, options) {
  const walked = await walkFolder(source, options.signal);
  if (walked.every(({ entry }) => entry.kind === "directory")) {
    throw notFound(source, `${source.path} is an empty folder`);
  }
  const parts = [];
  for (const { kind, members } of split(source, walked)) {
    if (members.length === 0) continue;
    const entries = members.map(({ entry }) => entry);
    const part = { root: source.path, name: `${kind}\0${source.ignore.join("\n")}`, walked: members };
    const digest = await digestPart(part, options);
    parts.push({ kind, source, digest, entries, bytes: totalBytes(entries) });
  }
  const closed = walked.filter((one) => !one.isReadableByAll).map(({ entry }) => entry);
  return { source, parts, warnings: unreadableByLambda(source, closed) };
}
function split(source, walked) {
  if (source.what === "layer") return [{ kind: "layer", members: walked }];
  const isDependency = splitOf(source, walked);
  if (isDependency === null) return [{ kind: "code", members: walked }];
  return [
    { kind: "dependencies", members: walked.filter(({ entry }) => isDependency(entry.path)) },
    { kind: "code", members: walked.filter(({ entry }) => !isDependency(entry.path)) }
  ];
}
function splitOf({ family, path }, walked) {
  if (family === null) return null;
  return dependencySplit(family, family === "python" ? installedPackages(path, walked) : void 0);
}

// .t5.ts
for (let i = 0; i < 8; i++) {
  const t = performance.now();
  await readTree({ what: "code", kind: "directory", path: process.argv[2], ignore: [], family: "nodejs" }, { cacheFolder: "/tmp/m/cache5" });
  console.log((performance.now() - t).toFixed(1));
}
