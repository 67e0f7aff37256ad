import type {RuntimeFamily} from './runtime.js';

/** How a family's handlers are written. */
export interface HandlerGrammar {
  readonly form: string;
  readonly example: string;
}

/** The handler grammar of each family. */
export const HANDLERS: Readonly<Record<RuntimeFamily, HandlerGrammar>> = {
  nodejs: {form: 'file.export', example: 'index.handler'},
  python: {form: 'module.function', example: 'app.handler'},
  java: {form: 'package.Class or package.Class::method', example: 'example.Handler::handleRequest'},
  ruby: {form: 'file.method or file.Module::Class.method', example: 'app.handler'},
  dotnet: {
    form: 'Assembly::Namespace.Class::Method, or Assembly alone',
    example: 'Hello::Hello.Function::FunctionHandler',
  },
  go: {form: 'name of the executable', example: 'main'},
  provided: {form: 'any text', example: 'bootstrap'},
};

/** What is wrong with a handler, and what it may have been meant to be. */
export interface HandlerProblem {
  readonly why: string;
  readonly example: string;
}

/** What Lambda itself takes for any runtime. */
const LONGEST = 128;

/**
 * Why no runtime of the family could ever call this handler, or null. It refuses only what the
 * runtime refuses before it looks at any code: what the code has is another question.
 */
export function handlerProblem(family: RuntimeFamily, handler: string): HandlerProblem | null {
  const problem = /\s/.test(handler)
    ? {why: 'it has a blank', example: handler.trim().replace(/\s+/g, '_')}
    : handler.length > LONGEST
      ? {why: `it has ${handler.length} characters, Lambda takes ${LONGEST}`, example: ''}
      : CHECKS[family](handler);
  if (problem === null) return null;
  const isHelpful = problem.example !== '' && CHECKS[family](problem.example) === null;
  return {why: problem.why, example: isHelpful ? problem.example : HANDLERS[family].example};
}

type Check = (handler: string) => HandlerProblem | null;

const CHECKS: Readonly<Record<RuntimeFamily, Check>> = {
  nodejs(handler) {
    const example = withFunction(withoutUps(handler), 'handler');
    if (handler.includes('..')) return {why: 'it leads out of the code by ..', example};
    return lastName(handler).includes('.') ? null : {why: 'it names no export', example};
  },
  python(handler) {
    const example = withFunction(withoutUps(handler), 'handler');
    const dot = handler.lastIndexOf('.');
    if (dot === -1) return {why: 'it names no function', example};
    const module = handler.slice(0, dot);
    if (module === '') return {why: 'it names no module', example: `app${handler}`};
    if (dot === handler.length - 1) return {why: 'it names no function', example};
    return /^[./]/.test(module) ? {why: 'its module begins outside the code', example} : null;
  },
  java(handler) {
    const colons = handler.lastIndexOf('::');
    const name = colons === -1 ? handler : handler.slice(0, colons);
    const method = colons === -1 ? null : handler.slice(colons + 2);
    const example = javaExample(handler);
    if (name === '') return {why: 'it names no class', example};
    if (method === '') return {why: 'it names no method after ::', example};
    if (name.includes(':')) return {why: 'class and method are parted by ::', example};
    if (name.includes('/') || /\.(java|class|kt)$/.test(name))
      return {why: 'a class is wanted, not a file', example};
    return null;
  },
  ruby(handler) {
    // As Ruby splits: what is empty at the end does not count.
    const parts = handler.replace(/\.+$/, '').split('.');
    const [file = ''] = parts;
    const example = withFunction(withoutUps(handler), 'handler');
    if (file === '') return {why: 'it names no file', example};
    if (parts.length === 1) return {why: 'it names no method', example};
    return parts.length > 3 ? {why: 'it has more than three parts', example: ''} : null;
  },
  dotnet(handler) {
    if (!handler.includes(':')) return null;
    const parts = handler.split('::');
    const example = dotnetExample(handler);
    if (parts.length < 3) return {why: 'assembly, class and method are parted by ::', example};
    return parts.slice(0, 3).includes('') ? {why: 'one of its parts is empty', example} : null;
  },
  go: () => null,
  provided: () => null,
};

const lastName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Without what begins outside the code, and without a file's extension. */
const withoutUps = (handler: string): string =>
  handler
    .replace(/\.\.+/g, '.')
    .replace(/^[./]+/, '')
    .replace(/\.(m?js|cjs|ts|py|rb)$/, '');

function withFunction(path: string, name: string): string {
  const file = path.replace(/[./]+$/, '');
  if (file === '') return '';
  return lastName(file).includes('.') ? file : `${file}.${name}`;
}

function javaExample(handler: string): string {
  const [name = '', method] = handler
    .replace(/\.(java|class|kt)(?=$|:)/, '')
    .replaceAll('/', '.')
    .split(/[:#]+/)
    .filter((part) => part !== '');
  return name === '' ? '' : [name, ...(method === undefined ? [] : [method])].join('::');
}

/** Two parts are Assembly and Class, or the class with its assembly left out. */
function dotnetExample(handler: string): string {
  const [assembly = '', type, method = 'FunctionHandler'] = handler
    .split(/:+/)
    .filter((part) => part !== '');
  return type === undefined ? '' : `${assembly}::${type}::${method}`;
}
