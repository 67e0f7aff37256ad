import type {Place} from './place.js';
import type {DocumentValue, Reference} from './reference.js';

/** What a CloudFormation expression comes down to: one thing that must be known from somewhere. */
export type Leaf =
  /** A parameter, a pseudo parameter or a resource, by its logical id. */
  | {readonly kind: 'ref'; readonly id: string}
  | {readonly kind: 'get-att'; readonly id: string; readonly attribute: string}
  | {readonly kind: 'import-value'; readonly name: string}
  /** `{{resolve:ssm:/x:1}}` without its braces and `resolve:`. */
  | {readonly kind: 'dynamic'; readonly text: string};

/** A value that was found, and where. */
export interface Found {
  /** References in it are evaluated in turn. */
  readonly value: DocumentValue;
  /** Secrets are masked wherever they are shown, and never written down. */
  readonly secret: boolean;
  /** `template.yaml:12:5`, `stack shop-dev`, `--param`. */
  readonly origin: string;
  /** What the references in it are looked up in, where it comes from another template. */
  readonly scope?: EvaluationScope;
}

/** Looks a leaf up in one place; undefined where that place does not know it. */
export type LeafSource = (leaf: Leaf) => Promise<Found | undefined>;

/** The mappings and conditions of a template, as written. */
export interface TemplateText {
  readonly mappings: Readonly<Record<string, DocumentValue>>;
  readonly conditions: Readonly<Record<string, DocumentValue>>;
  /** Why the project itself does not tell a leaf, in words that name it. */
  readonly whyUnknown?: (leaf: Leaf) => Promise<string | undefined>;
}

/** What an expression is evaluated in. */
export interface EvaluationScope {
  readonly template: TemplateText;
  readonly source: LeafSource;
  /** Which stack the template is of; absent where no template is. */
  readonly of?: StackPlace;
}

/** Where a stack of the project is deployed, as far as the project tells it. */
export interface StackPlace {
  /** Name of the deployed stack at the top. */
  readonly stack: string | null;
  /** Labels and logical ids from there down to this one. */
  readonly path: readonly string[];
}

/** What the references of a function are looked up in. */
export interface ReferenceScope {
  /** Name of the deployed stack, where the project tells it; a flag may name another. */
  readonly stack: string | null;
  readonly template: TemplateText;
  /** What the project itself knows: parameters, pseudo parameters, resources with names of their own. */
  readonly local: LeafSource;
}

/** What an expression comes to: a value, or what of it is not known. */
export type Evaluation =
  | {
      readonly known: true;
      readonly value: DocumentValue;
      readonly secret: boolean;
      readonly origins: readonly string[];
    }
  | {readonly known: false; readonly missing: readonly Missing[]};

/** A part of an expression that nothing tells. */
export interface Missing {
  /** Null where the expression itself is wrong. */
  readonly leaf: Leaf | null;
  readonly reference: Reference | null;
  /** What is wrong or missing, in words. */
  readonly why: string;
}

/** A variable of another tool's language, such as `${ssm:/shop/url}`: it is looked up when it is reached. */
export interface DeferredValue {
  readonly kind: 'deferred';
  /** As written. */
  readonly text: string;
  readonly place: Place | null;
  /** Rejects with REFERENCE_UNRESOLVED when nothing tells it. */
  find(): Promise<{readonly value: string | null | Reference; readonly secret: boolean}>;
}

/** Whether a declared value is looked up when it is reached. */
export const isDeferred = (value: unknown): value is DeferredValue =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'deferred';
