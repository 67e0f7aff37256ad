import {extname, resolve} from 'node:path';
import {awaiting, type UserCode} from '../../core/awaited.js';
import {plainValue} from '../../core/plain-value.js';
import type {SourceFile} from '../../core/source-file.js';
import {isLambdockError, LambdockError} from '../../errors/lambdock-error.js';
import type {Question, Reach, Told, VariableSource} from './evaluation.js';
import {NeedsAws} from './evaluation.js';
import {placeOf, wholeOf, type Located, type Spot} from './located.js';
import {optionsOf} from './project-sources.js';
import type {Service} from './settings-of-service.js';
import {formatPlace} from '../../core/place.js';

const DOCUMENTS = ['.yml', '.yaml', '.json', '.tfstate'];
const MODULES = ['.js', '.cjs', '.mjs', '.ts', '.cts', '.mts'];

/** `file(path):address`: data, what a module exports or its functions give, or a text. */
export function fileSource(service: Service): VariableSource {
  const {tools, root} = service;
  const documents = new Map<string, SourceFile | null>();
  const folder = resolve(root.spot.file.file, '..');
  return async (question) => {
    const [path] = question.params;
    if (typeof path !== 'string') return {missing: 'file takes the path of a file'};
    const file = resolve(folder, path);
    const absent = {missing: `there is no file ${path}`};
    const kind = extname(file);
    if (MODULES.includes(kind)) return fromModule(service, file, question);
    if (DOCUMENTS.includes(kind)) {
      const document = documents.get(file) ?? tools.readSource(file);
      documents.set(file, document);
      return document === null ? absent : addressed(service, wholeOf(document), question);
    }
    const text = tools.readText(file);
    if (text === null) return absent;
    const {spot} = question;
    const whole = {
      value: text,
      spot: {...spot, holder: null, key: null},
      final: false,
      secret: false,
    };
    return addressed(service, whole, question);
  };
}

async function addressed(service: Service, whole: Located, question: Question): Promise<Told> {
  const {address, reach} = question;
  if (address === null) return whole;
  const found = await service.evaluator.at(whole, address.split('.'), reach);
  return found ?? {missing: `there is no ${address} in ${whole.spot.file.shownAs}`};
}

/** Functions are called on the way, the first of them with what the framework gives it. */
async function fromModule(service: Service, file: string, question: Question): Promise<Told> {
  const {address, params, reach} = question;
  const shownAs = typeof params[0] === 'string' ? params[0] : file;
  const exported = {service, shownAs, question};
  const loaded = await loadedModule(exported, file);
  if (loaded === undefined) return {missing: `there is no file ${shownAs}`};
  let {value: here, isCalled} = await settled(exported, loaded, false);
  for (const key of address === null ? [] : address.split('.')) {
    if (typeof here !== 'object' || here === null || !(key in here)) {
      return {missing: `there is no ${address ?? ''} in ${shownAs}`};
    }
    const inner = (here as Readonly<Record<string, unknown>>)[key];
    ({value: here, isCalled} = await settled(exported, inner, isCalled));
  }
  const whole = wholeOf(moduleFile({file, shownAs, value: here}));
  return {...whole, spot: {...whole.spot, path: reach.trail?.spot.path ?? ''}};
}

async function loadedModule(exported: Exported, file: string): Promise<unknown> {
  try {
    return await awaiting(userCode(exported), () => exported.service.tools.loadModule(file));
  } catch (error) {
    throw isLambdockError(error) ? error : failed(exported, error);
  }
}

interface Exported {
  readonly service: Service;
  readonly shownAs: string;
  readonly question: Question;
}

const userCode = ({shownAs}: Exported): UserCode => ({what: shownAs, code: 'PROJECT_INVALID'});

interface Settled {
  readonly value: unknown;
  readonly isCalled: boolean;
}

async function settled(exported: Exported, value: unknown, isCalled: boolean): Promise<Settled> {
  try {
    if (typeof value !== 'function' || isCalled) {
      return {value: await awaiting(userCode(exported), () => value), isCalled};
    }
    const given = givenTo(exported.service, exported.question);
    const call = (): unknown => (value as (given: object) => unknown)(given);
    return {value: await awaiting(userCode(exported), call), isCalled: true};
  } catch (error) {
    if (error instanceof NeedsAws || isLambdockError(error)) throw error;
    throw failed(exported, error);
  }
}

/** What the framework gives a function of a module. */
function givenTo(service: Service, {spot, reach}: Question): object {
  const {evaluator, root} = service;
  return {
    options: optionsOf(service),
    resolveVariable: async (text: string) =>
      plain(service, await evaluator.text(`\${${text}}`, loose(spot), reach), reach),
    resolveConfigurationProperty: async (keys: readonly string[]) => {
      const found = await evaluator.at(root, keys, reach);
      return found === undefined ? undefined : plain(service, found, reach);
    },
  };
}

const loose = (spot: Spot): Spot => ({...spot, holder: null, key: null});

const plain = async (service: Service, found: Located, reach: Reach): Promise<unknown> =>
  (await service.evaluator.whole(found, reach)).value;

function failed({shownAs, question: {spot}}: Exported, error: unknown): LambdockError {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const place = placeOf(spot);
  return new LambdockError('PROJECT_INVALID', {
    message: `${formatPlace(place)}: ${spot.path}: ${shownAs} failed: ${reason}`,
    suggestions: ['correct the module: it is run as the Serverless Framework runs it'],
    details: {module: shownAs, ...place},
    cause: error,
  });
}

/** A module and what it exports. */
export interface Module {
  readonly file: string;
  readonly shownAs: string;
  readonly value: unknown;
}

/** A module as a file of values; it has no places but its beginning. */
export function moduleFile({file, shownAs, value: exported}: Module): SourceFile {
  const place = {file: shownAs, line: 1, column: 1};
  const value = plainValue(exported, place);
  return {file, shownAs, value, place: () => place, written: () => null};
}
