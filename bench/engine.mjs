// The engine as the bench sees it: where it is, and what it says of containers, beside the docker CLI.
import {spawnSync} from 'node:child_process';
import {request as httpRequest} from 'node:http';
import {now} from './timed-process.mjs';

const GONE_LIMIT_MS = 20_000;
/** The engine's clock and ours are the same; its events are told in whole nanoseconds. */
const SKEW_MS = 5;

/** The endpoint that the docker CLI uses, as options of `node:http`. */
function endpoint() {
  const url =
    process.env.DOCKER_HOST ||
    docker('context', 'inspect', '--format', '{{.Endpoints.docker.Host}}');
  if (url.startsWith('unix://')) return {socketPath: url.slice('unix://'.length)};
  throw new Error(
    `The bench needs an engine on this machine, at a unix socket; this one is at ${url}.`,
  );
}

export function docker(...args) {
  const {status, stdout, stderr, error} = spawnSync('docker', args, {encoding: 'utf8'});
  if (status !== 0) throw new Error(`docker ${args.join(' ')}: ${error?.message ?? stderr.trim()}`);
  return stdout.trim();
}

/** Opens a view of the engine that follows its container events until it is closed. */
export async function openEngine() {
  const at = endpoint();
  const version = await getJson(at, '/version');
  const events = [];
  let wake = () => {};
  const stream = await get(at, `/events?filters=${encodeURIComponent('{"type":["container"]}')}`);
  let rest = '';
  stream.setEncoding('utf8').on('data', (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    for (const line of lines.filter(Boolean)) {
      const {Action, Actor, timeNano} = JSON.parse(line);
      events.push({
        action: Action,
        id: Actor.ID,
        image: Actor.Attributes.image,
        at: timeNano / 1e6,
      });
    }
    wake();
  });
  stream.on('error', () => {});

  /** Events of the containers of an image that were created since then. */
  function lifeSince(image, since) {
    const born = events.filter(
      ({action, image: of, at: time}) =>
        action === 'create' && of.startsWith(image) && time >= since - SKEW_MS,
    );
    return born.map(({id}) => events.filter((event) => event.id === id));
  }

  return {
    socketPath: at.socketPath,
    version,
    /**
     * Waits until every container made of this image since then is gone, and resolves with the
     * time of each event of the last one. Rejects when none was made or one is left.
     */
    async life(image, since) {
      const limit = now() + GONE_LIMIT_MS;
      for (;;) {
        const lives = lifeSince(image, since);
        const isGone = (life) => life.some(({action}) => action === 'destroy');
        if (lives.length > 0 && lives.every(isGone)) {
          return Object.fromEntries(lives.at(-1).map(({action, at: time}) => [action, time]));
        }
        if (now() > limit)
          throw new Error(`A container of ${image} is left behind, or none was made.`);
        await new Promise((resolve) => {
          const timer = setTimeout(resolve, 500);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    },
    close: () => stream.destroy(),
  };
}

function get(at, path) {
  return new Promise((resolve, reject) => {
    httpRequest({...at, path, headers: {host: 'docker'}}, resolve)
      .on('error', reject)
      .end();
  });
}

async function getJson(at, path) {
  let text = '';
  for await (const chunk of await get(at, path)) text += chunk;
  return JSON.parse(text);
}

const containersOf = (name) =>
  docker('ps', '-aq', '--filter', `label=dev.lambdock.function=${name}`)
    .split(/\s+/)
    .filter((id) => id !== '');

/** Until the engine is done with the containers of a function, which a command that has its answer does not wait for. */
export async function untilNoContainerOf(name) {
  const limit = now() + GONE_LIMIT_MS;
  while (containersOf(name).length > 0) {
    if (now() > limit) throw new Error(`A container of ${name} is left behind.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Ends what a function kept warm, and whatever else of it there is. */
export function removeContainersOf(name) {
  const ids = containersOf(name);
  if (ids.length > 0) spawnSync('docker', ['rm', '-f', ...ids], {stdio: 'ignore'});
}

export const imageIsHere = (name) => spawnSync('docker', ['image', 'inspect', name]).status === 0;

export const labelOf = (image, label) =>
  docker('image', 'inspect', '--format', `{{index .Config.Labels "${label}"}}`, image);

/** Names of the images that carry all of these labels. */
export const imagesWith = (labels) =>
  docker(
    'images',
    '--format',
    '{{.Repository}}:{{.Tag}}',
    ...labels.map((label) => `--filter=label=${label}`),
  )
    .split('\n')
    .filter(Boolean);

/** Removes images with their untagged parents; what another uses stays. */
export function removeImages(references) {
  if (references.length > 0) spawnSync('docker', ['rmi', '-f', ...references], {stdio: 'ignore'});
}
