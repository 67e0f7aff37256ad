const SWITCH = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED';

/** How much work is under way, and what the switch was before the first: of the process, as the variables are. */
interface Quiet {
  users: number;
  before: string | undefined;
}
const quiet: Quiet = {users: 0, before: undefined};

/**
 * Does work with the AWS SDK without its notice of the Node versions that later ones of it will want:
 * which SDK lambdock ships is no business of who runs it. The variable is as before once it is done.
 */
export async function withQuietSdk<T>(work: () => Promise<T>): Promise<T> {
  if (quiet.users === 0) {
    quiet.before = process.env[SWITCH];
    process.env[SWITCH] = 'true';
  }
  quiet.users += 1;
  try {
    return await work();
  } finally {
    quiet.users -= 1;
    if (quiet.users === 0) restore();
  }
}

function restore(): void {
  if (quiet.before === undefined) Reflect.deleteProperty(process.env, SWITCH);
  else process.env[SWITCH] = quiet.before;
}
