/** A `FROM` of a Dockerfile. */
export interface BuildStage {
  /** As in `FROM ... AS name`, in lower case; null for a stage without a name. */
  readonly name: string | null;
  readonly from: string;
}

const FROM = /^\s*FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?\s*$/i;

/** The stages of a Dockerfile, in their order. */
export const stagesOf = (dockerfile: string): readonly BuildStage[] =>
  dockerfile.split(/\r?\n/).flatMap((line) => {
    const [, from, name] = FROM.exec(line) ?? [];
    return from === undefined ? [] : [{from, name: name?.toLowerCase() ?? null}];
  });

/** Whether a target is a stage: by its name, or by its number from 0. */
export const isStage = (stages: readonly BuildStage[], target: string): boolean =>
  stages.some(({name}, index) => name === target.toLowerCase() || String(index) === target);
