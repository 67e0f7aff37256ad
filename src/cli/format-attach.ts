import type {DebuggerAttachment} from '../core/debugger.js';

const NAMES = {cdp: 'Node.js', debugpy: 'Python', jdwp: 'Java'} as const;

/** What a person needs to attach a debugger: where it waits, and the settings for VS Code. */
export const attachLines = ({
  debugger: found,
  host,
  port,
  launch,
  notes,
}: DebuggerAttachment): readonly string[] => [
  `The ${NAMES[found]} debugger waits on ${host}:${port}. For "configurations" in .vscode/launch.json:`,
  JSON.stringify(launch, null, 2),
  ...notes.map((note) => `Note: ${note}`),
];
