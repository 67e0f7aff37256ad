/** What signs requests to AWS. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Null for long-lived keys: an empty token would make AWS's SDKs fail. */
  readonly sessionToken: string | null;
}

/** Credentials that open nothing: the example keys of AWS's own documentation. */
export const DUMMY_CREDENTIALS: Credentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  sessionToken: null,
};
