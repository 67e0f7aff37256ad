/** Who sets a variable: Lambda, the image with its system paths, the project, or the caller. */
export type VariableKind = 'lambda' | 'system path' | 'image' | 'project' | 'caller';

/** A variable as `env show` tells it. */
export interface EnvironmentRow {
  readonly name: string;
  readonly value: string;
  readonly kind: VariableKind;
  /** `template.yaml:12:5`, `--env`, `Lambda`. */
  readonly origin: string;
  /** What was looked up for it: `export shared-table`. */
  readonly sources: readonly string[];
  /** Whether only who asks for it may see the value. */
  readonly secret: boolean;
}

const SYSTEM_PATHS = new Set([
  'CLASSPATH',
  'GEM_HOME',
  'GEM_PATH',
  'LAMBDA_RUNTIME_DIR',
  'LAMBDA_TASK_ROOT',
  'LD_LIBRARY_PATH',
  'NODE_PATH',
  'PATH',
  'PYTHONPATH',
  'RUBYLIB',
]);

/** Whether a variable of an image says where programs and libraries are. */
export const kindOfImageVariable = (name: string): VariableKind =>
  SYSTEM_PATHS.has(name) ? 'system path' : 'image';

const SECRET_NAME = /PASSW|SECRET|TOKEN|CREDENTIAL|PRIVATE|API_?KEY/i;

/** Whether the name of a variable says that its value is nobody else's. */
export const hasSecretName = (name: string): boolean => SECRET_NAME.test(name);
