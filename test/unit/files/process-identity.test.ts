import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {describe, expect, it} from '@jest/globals';
import {formatOwner, parseOwner, type Owner} from '../../../src/core/owner.js';
import {isOwnerAlive, processIdentity} from '../../../src/files/process-identity.js';

const own = (): Owner => parseOwner(processIdentity().self)!;

describe('the identity of a process', () => {
  it('names this process, which lives', () => {
    const {self, isAlive} = processIdentity();
    expect(parseOwner(self)?.pid).toBe(process.pid);
    expect(isAlive(self)).toBe(true);
  });

  it('is the same each time it is read', () => {
    expect(processIdentity().self).toBe(processIdentity().self);
  });

  it('of a process that has ended is dead', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    const pid = child.pid ?? 0;
    await once(child, 'exit');
    expect(isOwnerAlive(formatOwner({...own(), pid}))).toBe(false);
  });

  it('of a killed process that nobody has buried is dead', async () => {
    // The shell's own child: killed, it stays a zombie until the shell, which sleeps, looks.
    const script = '(exec sleep 60) & echo $!; kill -9 $!; exec sleep 5';
    const shell = spawn('sh', ['-c', script]);
    const [output] = (await once(shell.stdout, 'data')) as [Buffer];
    const zombie = formatOwner({...own(), pid: Number(output.toString()), startTime: ''});
    const end = Date.now() + 4000;
    while (isOwnerAlive(zombie) !== false && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(isOwnerAlive(zombie)).toBe(false);
    shell.kill('SIGKILL');
  });

  it('of an earlier process with the number of a living one is dead', () => {
    expect(isOwnerAlive(formatOwner({...own(), startTime: '1'}))).toBe(false);
  });

  it('of another host, another namespace, or none at all cannot be judged', () => {
    expect(isOwnerAlive(formatOwner({...own(), host: 'elsewhere'}))).toBeNull();
    expect(isOwnerAlive(formatOwner({...own(), pidNamespace: '1'}))).toBeNull();
    expect(isOwnerAlive('')).toBeNull();
  });
});
