import type {Project} from '../core/project.js';
import type {HookedWork} from './hooked-work.js';
import type {SessionWork} from './open-work.js';
import type {Session} from './session.js';

/**
 * The work of a session inside the hooks of a project and of plugins, or null where there are none. A
 * project that is read again has its hooks loaded again.
 */
export function openHooks(
  session: Session,
  work: SessionWork,
): (project: Project) => Promise<HookedWork> | null {
  let opened: Promise<HookedWork> | null = null;
  let openedFor: Project | null = null;
  const open = async (project: Project): Promise<HookedWork> =>
    (await import('./hooked-work.js')).openHookedWork({session, project, work});
  return (project) => {
    const {hooks = project.hooks, pluginHooks} = session.options;
    if (hooks === undefined && pluginHooks === undefined) return null;
    if (openedFor !== project) opened = null;
    openedFor = project;
    return (opened ??= open(project).catch((error: unknown) => {
      opened = null;
      throw error;
    }));
  };
}
